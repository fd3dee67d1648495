"""Carries out the blocks of one page, as a reader would."""

from __future__ import annotations

import ast
import asyncio
import configparser
import gc
import importlib
import inspect
import io
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from amig.cli import run
from amig.config import Config
from tests.docs import revising
from tests.docs.commands import INSTALLS, Command, fits, of_console, of_shell
from tests.docs.pages import Block, Page
from tests.servers.databases import Backend

R = TypeVar("R")
PROJECTS = Path(__file__).parent / "projects"
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
    "mysql": "SELECT table_name FROM information_schema.tables WHERE table_schema = database() ORDER BY 1",
}
KEEPS_TABLES = {"sqlmodel"}
"""Packages with a MetaData of their own, which would still have the tables of models that are imported again."""
SHOP = """
import sqlalchemy as sa
import amig
from amig import Operations
config = "amig.toml"
from app.db import engine
from app.models import Base, Order, User
"""


class Story:
    """One page's story: a folder, a database, names. `environ` is put in place by the test, and taken back by it."""

    def __init__(self, page: Page, folder: Path, backend: Backend, runner: asyncio.Runner) -> None:
        self.page, self.folder, self.backend, self.runner = page, folder, backend, runner
        self.count = 0
        self.names: dict[str, Any] = {"__name__": "__page__", "tables": self.tables, "rows": backend.rows}
        self.names |= {"story": folder}
        shutil.copytree(PROJECTS / page.project, folder, dirs_exist_ok=True) if page.project else folder.mkdir()
        os.chdir(folder)
        os.environ["DATABASE_URL"] = backend.url
        self._quietly(self._forget)
        sys.path.insert(0, str(folder))
        if (folder / "app" / "db.py").exists():
            exec(SHOP, self.names)

    def tables(self) -> list[str]:
        return sorted(name for (name,) in self.backend.rows(TABLES[self.backend.name]))

    def tell(self, block: Block) -> None:
        """Carry out one block; an AssertionError names it."""
        title = block.title or block.mark("as")
        if title is not None:
            self._write(block, title)
        doing = getattr(self, f"_{block.language}", None)
        assert doing is not None, (
            f"{block.where}: no rule for the language {block.language!r}; see tests/docs/README.md"
        )
        doing(block, title)

    def end(self) -> None:
        """Close what the page opened, and forget its modules."""
        engines = [one for one in gc.get_objects() if type(one) is AsyncEngine]
        for engine in engines:
            self.runner.run(engine.dispose())
        engines.clear()
        self.names.clear()
        self._quietly(self._forget)
        sys.path[:] = [one for one in sys.path if not Path(one).is_relative_to(self.folder)]

    def _forget(self) -> None:
        """This page's, and those that another test has left: a `models` is somebody's everywhere."""
        importlib.invalidate_caches()
        for name, module in sys.modules.copy().items():  # another thread may be importing
            place = str(getattr(module, "__file__", None) or "")
            if place.startswith(str(self.folder)) or "/pytest-of-" in place or name.partition(".")[0] in KEEPS_TABLES:
                del sys.modules[name]

    def _write(self, block: Block, title: str) -> None:
        pattern = title.replace("…", "*")
        text = block.text.rstrip() + "\n"
        path = self.folder / title
        if "*" in pattern:
            found = sorted(self.folder.glob(pattern))
            assert len(found) == 1, f"{block.where}: {title} is {[one.name for one in found]}"
            path = found[0]
            text = revising.merged(path.read_text(), text) if path.suffix == ".py" else text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        self._forget()

    def _python(self, block: Block, title: str | None) -> None:
        tree = ast.parse(block.text, block.where) if block.mark("raises") is None or title is None else None
        if title is not None:
            assert tree is not None
            return
        if block.mark("plainly") is None and revising.defines(block.text, "upgrade", "backfill"):
            self._revision(block, block.text)
            return
        if block.mark("plainly") is None and revising.awaits_op(block.text):
            self._revision(block, revising.body(block.text))
            return
        code = compile(
            "\n" * (block.line - 1) + block.text,
            block.page,
            "exec",
            flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
            dont_inherit=True,
        )
        expected = block.mark("raises")
        try:
            self.runner.run(self._evaluated(code))
        except Exception as error:
            if expected is None or type(error).__name__ != expected:
                error.add_note(f"in the block at {block.where}")
                raise
        else:
            assert expected is None, f"{block.where}: {expected} was not raised"

    async def _evaluated(self, code: Any) -> None:
        found = eval(code, self.names)
        if inspect.iscoroutine(found):
            await found

    def _revision(self, block: Block, source: str) -> None:
        """A new revision after the head, tried up, down and up."""
        said = self._amig(["heads", "--json"], block)
        heads = [one["revision"] for one in json.loads(said)["heads"]]
        assert len(heads) < 2, f"{block.where}: no single head to put the revision after: {heads}"
        self.count += 1
        id_ = revising.assigned(source, "revision") or f"d0c5{self.count:08d}"
        text = revising.revision(source, id_, heads[0] if heads else None)
        folder = Path(Config.load().script_location) / "versions"
        (self.folder / folder / f"{id_}_of_the_page.py").write_text(text)
        self._amig(["upgrade", id_], block)
        if revising.defines(block.text, "backfill"):
            self._amig(["backfill", "run", id_], block)
        if revising.defines(block.text, "downgrade"):
            self._amig(["downgrade", "-1"], block)
            self._amig(["upgrade", id_], block)

    def _amig(self, arguments: list[str], block: Block, code: int = 0) -> str:
        ended, out, err = self.amig(arguments)
        assert ended == code, f"{block.where}: amig {' '.join(arguments)} ended with {ended}\n{out}{err}"
        return out

    def amig(self, arguments: list[str]) -> tuple[int, str, str]:
        """One call of the command line: exit code, stdout, stderr."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(arguments)
        self._forget()
        return code, out.getvalue(), err.getvalue()

    def _shell(self, block: Block, _: str | None) -> None:
        commands = list(of_shell(block.text))
        assert commands, f"{block.where}: no command"
        last = int(block.mark("exit") or 0)
        for command in commands:
            code, said = self._run(command)
            wanted = last if command is commands[-1] else 0
            assert code == wanted, f"{block.where}: `{command.text}` ended with {code}, not {wanted}\n{said}"

    _sh = _bash = _shell

    def _console(self, block: Block, _: str | None) -> None:
        commands = list(of_console(block.text))
        assert commands, f"{block.where}: no command"
        for command in commands:
            expected = list(command.said or ())
            wanted = int(block.mark("exit") or 0) if command is commands[-1] else 0
            if expected and (ending := re.fullmatch(r"\[exit (\d+)\]", expected[-1])):
                wanted = int(ending[1])
                expected.pop()
            code, said = self._run(command)
            said = said.replace(f"{self.folder}/", "")
            assert code == wanted, f"{block.where}: `{command.text}` ended with {code}, not {wanted}\n{said}"
            shown = "\n".join(expected)
            assert not shown or fits(tuple(expected), said), (
                f"{block.where}: `{command.text}` says\n{said}\n- not\n{shown}"
            )

    def _run(self, command: Command) -> tuple[int, str]:
        """Exit code, and stdout and stderr together."""
        text = re.sub(r"\s+#[^'\"]*$", "", command.text)
        if INSTALLS.match(text):
            return 0, ""
        if export := re.fullmatch(r"export (\w+)=(.*)", text):
            return self._export(export[1], export[2].strip("'\""))
        if move := re.fullmatch(r"cd ([\w./-]+)", text):
            os.chdir(move[1])
            return 0, ""
        if words := Command(text).plain:
            said = io.StringIO()
            with redirect_stdout(said), redirect_stderr(said):
                code = run(words[1:]) if words[0] == "amig" else self._quietly(partial(program, words[1:]))
            self._forget()
            return code, said.getvalue()
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command.text],
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=50,
        )
        return done.returncode, done.stdout

    def _quietly(self, work: Callable[[], R]) -> R:
        """Do something in an interpreter's own mind about what is left open at the end: nobody hears of it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            result = work()
            self._forget()
            gc.collect()
        return result

    def _export(self, name: str, value: str) -> tuple[int, str]:
        if name == "DATABASE_URL":
            make_url(value)
        else:
            os.environ[name] = os.path.expandvars(value)
        return 0, ""

    def _toml(self, block: Block, title: str | None) -> None:
        tables = tomllib.loads(block.text)
        if title is not None and Path(title).name not in ("amig.toml", "pyproject.toml"):
            return
        if not set(tables) <= {"tool", "project", "build-system", "dependency-groups"}:
            self._checked("amig.toml", block)
        elif "amig" in tables.get("tool", {}):
            self._checked("pyproject.toml", block)

    def _checked(self, name: str, block: Block) -> None:
        folder = self.folder / ".checked"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(block.text)
        try:
            Config.load(folder / name).each()
        finally:
            shutil.rmtree(folder)

    def _sql(self, block: Block, title: str | None) -> None:
        if title is None:
            for statement in re.split(r";\s*$", block.text, flags=re.MULTILINE):
                if statement.strip():
                    self.backend.execute(statement)

    def _json(self, block: Block, _: str | None) -> None:
        json.loads(block.text)

    def _yaml(self, block: Block, _: str | None) -> None:
        assert any(yaml.safe_load_all(block.text)), f"{block.where}: nothing in it"

    def _ini(self, block: Block, _: str | None) -> None:
        configparser.RawConfigParser().read_string(block.text)

    def _html(self, block: Block, title: str | None) -> None:
        assert title is not None, f"{block.where}: give it a title, or say why it is not run"

    _mako = _dockerfile = _html

    def _text(self, block: Block, _: str | None) -> None:
        calls = [line for line in block.text.splitlines() if line.startswith(("$ ", "amig "))]
        assert calls == [], f"{block.where}: commands in a block that is not run: {calls}"

    _diff = _text


def program(words: list[str]) -> int:
    """Run a Python file as `python` would, but here: a process would have to import all of SQLAlchemy again."""
    before = sys.argv
    sys.argv = words
    try:
        runpy.run_path(words[0], run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:  # noqa: BLE001 - as the interpreter does: told, and 1
        traceback.print_exc()
        return 1
    finally:
        sys.argv = before
    return 0


@contextmanager
def telling(page: Page, folder: Path, make: Callable[[], Any]) -> Iterator[Callable[[Block], None]]:
    """Gives what carries out a block; a block that is `apart` begins anew."""
    with asyncio.Runner() as runner:
        folders = (folder / f"story{number}" for number in range(1000))
        stack: list[Any] = []

        def begin() -> Story:
            backend = make()
            story = Story(page, next(folders), backend, runner)
            stack.append(story)
            return story

        def tell(block: Block) -> None:
            if not stack or block.mark("apart") is not None:
                for story in stack[-1:]:
                    story.end()
                begin()
            stack[-1].tell(block)

        try:
            yield tell
        finally:
            for story in stack[-1:]:
                story.end()
