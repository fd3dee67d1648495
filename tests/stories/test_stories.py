"""Runs the stories: each a text file with a project, commands, and what they must say."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from amig.cli import run
from tests.conftest import BACKENDS, fresh

FOLDER = Path(__file__).parent
STORIES = sorted(FOLDER.glob("*.story"))
CONFIG = 'script_location = "migrations"\nurl = "${DATABASE_URL}"\n'
DIRECTIVE = re.compile(r"(\$ |--- |= schema|# |backends:)")
COLUMNS = {
    "sqlite": "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' "
    "ORDER BY m.name, p.cid",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
    "ORDER BY table_name, ordinal_position",
    "mysql": "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = database() "
    "ORDER BY table_name, ordinal_position",
}


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each directive with the lines that belong to it."""
    current: tuple[str, list[str]] = ("# ", [])
    for line in text.splitlines():
        if DIRECTIVE.match(line):
            yield current
            current = (line, [])
        else:
            current[1].append(line)
    yield current


def backends_of(path: Path) -> list[str]:
    named = re.search(r"^backends: (.*)$", path.read_text(), re.MULTILINE)
    return named[1].split() if named else list(BACKENDS)


CASES = [pytest.param(path, name, id=f"{path.stem}-{name}") for path in STORIES for name in backends_of(path)]


class Teller:
    """Carries out one story on one backend."""

    def __init__(self, folder: Path, backend) -> None:
        self.folder, self.backend = folder, backend

    def masked(self, text: str) -> str:
        text = re.sub(r"\(\d+ ms\)", "([TIME])", text)
        text = text.replace(self.backend.url, "[URL]").replace(str(self.folder), "[FOLDER]")
        text = re.sub(r"test_story_\w+(?=\.)", "[DATABASE]", text)
        text = re.sub(r"Create Date: .*", "Create Date: [TIME]", text)
        return re.sub(r"'127\.0\.0\.1', \d+|127\.0\.0\.1:\d+", "[HOST]", text)

    def command(self, line: str) -> list[str]:
        arguments = shlex.split(line.replace("[URL]", self.backend.url))[1:]
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = run(arguments)
        lines = [one.rstrip() for one in self.masked(said.getvalue()).splitlines()]
        return [*lines, f"[exit {code}]"] if code else without_end(lines)

    def schema(self) -> list[str]:
        tables: dict[str, list[str]] = {}
        for table, column in self.backend.rows(COLUMNS[self.backend.name]):
            tables.setdefault(table, []).append(column)
        return [f"{table}: {', '.join(columns)}" for table, columns in sorted(tables.items()) if table != "amig_ledger"]

    def tell(self, directive: str, lines: list[str]) -> list[str] | None:
        """What came of a directive; None where nothing is to be compared."""
        if directive.startswith("--- "):
            path = self.folder / directive[4:].strip()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines).rstrip() + "\n")
        elif directive.startswith("$ sql "):
            self.backend.execute(directive[6:])
        elif directive.startswith("$ "):
            return self.command(directive[2:])
        elif directive == "= schema":
            return self.schema()
        return None


def expected(lines: list[str], backend: str) -> list[str]:
    """The lines that this backend must write."""
    found = []
    for line in lines:
        label, arrow, rest = line.partition("> ")
        if arrow and label in BACKENDS:
            found += [rest] if label == backend else []
        else:
            found.append(line)
    return without_end(found)


def without_end(lines: list[str]) -> list[str]:
    """The lines without empty ones at the end."""
    return lines[: max((n + 1 for n, line in enumerate(lines) if line), default=0)]


@pytest.mark.parametrize(("path", "name"), CASES)
def test_story(path: Path, name: str, request, tmp_path, monkeypatch) -> None:
    """What the commands say is what the story says they say."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "amig.toml").write_text(CONFIG)
    (tmp_path / "migrations" / "versions").mkdir(parents=True)
    (tmp_path / "db").mkdir()
    with fresh(name, request, tmp_path / "db") as backend:
        monkeypatch.setenv("DATABASE_URL", backend.url)
        monkeypatch.setenv("COLUMNS", "80")
        teller, written = Teller(tmp_path, backend), []
        for directive, lines in blocks(path.read_text()):
            happened = teller.tell(directive, lines)
            written += [directive] if directive != "# " else []
            if happened is None:
                written += lines
                continue
            written += [*happened, ""]
            if not request.config.option.rewrite:
                assert happened == expected(lines, name), directive
    if request.config.option.rewrite and name == backends_of(path)[0]:
        path.write_text("\n".join(written).rstrip() + "\n")


def test_there_are_enough_stories() -> None:
    """Ten or more, and most of them on every backend."""
    assert len(STORIES) >= 10
    assert sum(len(backends_of(path)) == len(BACKENDS) for path in STORIES) >= 7
