"""What is done to a new file after it was written: real tools, functions, and everything that goes wrong with them."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

import amig
from amig.aside import aside
from amig.cli import run
from amig.config import Config
from amig.errors import BadHookError, HookFailedError
from amig.script.hooks import process, read_hooks
from tests.script.files import folder

RUFF = str(Path(sys.executable).parent / "ruff")
UGLY = '''"""${message}"""
import os
revision = ${repr(up_revision)}
down_revision   =   ${repr(down_revision)}
def upgrade(): pass
def downgrade(): pass
'''
FUNCTIONS = """
from pathlib import Path

def stamp(path, options):
    file = Path(path)
    file.write_text(file.read_text() + f"# {options['word']}\\n")

async def later(path, options):
    from anyio import to_thread
    await to_thread.run_sync(stamp, path, {"word": "later"})

def leave(path, options):
    raise SystemExit(int(options["word"]) if options["word"].isdigit() else options["word"])

def broken(path, options):
    raise LookupError("nothing there")

NUMBER = 1
"""


def project(path: Path, *hooks: dict[str, str]) -> Path:
    """A folder with an ugly template, and hooks in its configuration."""
    location = folder(path)
    (location / "script.py.mako").write_text(UGLY)
    (path / "hook_functions.py").write_text(FUNCTIONS)
    config = path / "amig.toml"
    tables = (
        "[[post_write_hooks]]\n" + "".join(f"{key} = {json.dumps(hook[key])}\n" for key in hook) for hook in hooks
    )
    config.write_text("".join(tables))
    return config


async def configured(path: Path, *hooks: dict[str, Any]) -> Config:
    """The same without a table, and hooks that are given in code."""
    config = await aside(Config.load, project(path))
    return config.replace(post_write_hooks=hooks)


async def text_of(made: Any) -> str:
    return await aside(Path(made.path).read_text)


FORMAT = {"options": "format --isolated REVISION_SCRIPT_FILENAME"}
FIX = {"options": "check --isolated --fix --select F401 REVISION_SCRIPT_FILENAME"}
TIDY = '"""x"""\n\nrevision = "eeee5"\ndown_revision = "dddd4"\n\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n'


@pytest.mark.parametrize(
    "tool",
    [
        {"type": "exec", "executable": RUFF},
        {"type": "exec", "executable": "ruff"},
        {"type": "module", "module": "ruff"},
    ],
)
def test_ruff_makes_a_file_tidy(tmp_path: Path, tool, monkeypatch, capsys) -> None:
    """As a program, by path or beside the interpreter, and as a module; in the order of the configuration."""
    config = project(tmp_path, {"name": "fix", **tool, **FIX}, {"name": "format", **tool, **FORMAT})
    monkeypatch.chdir(tmp_path)
    assert run(["-c", str(config), "revision", "-m", "x", "--rev-id", "eeee5"]) == 0
    told = capsys.readouterr()
    path = tmp_path / "migrations" / "versions" / "eeee5_x.py"
    assert path.read_text() == TIDY
    assert told.out == f"{path}\n"
    assert told.err.splitlines()[:2] == ["wrote revision eeee5", "ran fix"]
    assert "1 fixed" in told.err
    assert told.err.splitlines()[-2:] == ["ran format", "    1 file reformatted"]


async def test_an_entry_point_is_run(tmp_path: Path) -> None:
    """Mako's own, which takes a line with two `#` out; in a folder that is named."""
    words = "--output-file REVISION_SCRIPT_FILENAME REVISION_SCRIPT_FILENAME"
    config = project(
        tmp_path,
        {"name": "mako", "type": "console_scripts", "entrypoint": "mako-render", "options": words, "cwd": "migrations"},
    )
    (tmp_path / "migrations" / "script.py.mako").write_text(UGLY + '${"#" * 2} a remark\n# another\n')
    (made,) = (await amig.revision(config, "x")).revisions
    text = await text_of(made)
    assert "a remark" not in text
    assert text.endswith("# another\n")
    assert [(ran.hook, ran.path, ran.output) for ran in made.hooks] == [("mako", made.path, "")]


async def test_functions_are_called_with_the_path_and_the_options(tmp_path: Path) -> None:
    """Plain and async, by name and as they are, one after the other."""
    config = project(
        tmp_path,
        {"name": "one", "type": "hook_functions:stamp", "word": "first"},
        {"name": "two", "type": "hook_functions:later"},
    )
    seen: list[tuple[str, Any]] = []

    async def mine(path: str, options: Any) -> None:
        seen.append((path, options["size"]))

    loaded = await aside(Config.load, config)
    settings = loaded.replace(post_write_hooks=(*loaded.post_write_hooks, {"name": "three", "type": mine, "size": 3}))
    (made,) = (await amig.revision(settings)).revisions
    assert (await text_of(made)).endswith("# first\n# later\n")
    assert seen == [(made.path, 3)]


async def test_a_function_that_ends_well(tmp_path: Path) -> None:
    """A tool's own `main` exits with 0."""
    config = project(tmp_path, {"name": "main", "type": "hook_functions:leave", "word": "0"})
    made = await amig.revision(config, "x", rev_id="eeee5")
    assert [ran.hook for ran in made.revisions[0].hooks] == ["main"]


async def test_every_file_of_every_revision(tmp_path: Path) -> None:
    """Of a pair both; of several each; and for a merge."""
    seen: list[str] = []
    hook = {"name": "see", "type": lambda path, _: seen.append(Path(path).name)}
    settings = await configured(tmp_path, hook)
    await amig.revision(settings, rev_id="eeee5", format="sql")

    def another(news: list[amig.NewRevision]) -> None:
        news += [amig.NewRevision(id="new02", head=("eeee5",), splice=True)]

    await amig.revision(settings, rev_id="new01", before_write=another)
    await amig.merge(settings, rev_id="join1")
    assert seen[:4] == ["eeee5_.up.sql", "eeee5_.down.sql", "new01_.py", "new02_.py"]
    assert seen[4:] == ["join1_merge_new01_and_new02.py"]


FAILURES = [
    (
        {"type": "exec", "executable": sys.executable, "options": "-c 'print(1); exit(3)' REVISION_SCRIPT_FILENAME"},
        "ended with 3",
        "1",
    ),
    ({"type": "module", "module": "ruff", "options": "check --isolated"}, "ended with 2", "unrecognized"),
    ({"type": "exec", "executable": "no-such-tool"}, "cannot run `no-such-tool`: No such file", ""),
    ({"type": "exec", "executable": "tools/none"}, "/tools/none`: No such file or directory", ""),
    ({"type": "exec", "executable": RUFF, "cwd": "nowhere"}, "/nowhere`: No such file or directory", ""),
    ({"type": "exec", "executable": "./amig.toml", "cwd": "."}, "/amig.toml`: Permission denied", ""),
    ({"type": "module", "module": "no_such_module"}, "there is no module `no_such_module`", ""),
    ({"type": "module", "module": "no_such.module"}, "there is no module `no_such.module`", ""),
    ({"type": "console_scripts", "entrypoint": "no-such"}, "no installed package has the entry point `no-such`", ""),
    ({"type": "hook_functions:broken"}, "LookupError: nothing there", ""),
    ({"type": "hook_functions:leave", "word": "3"}, "ended with 3", ""),
    ({"type": "hook_functions:leave", "word": "no"}, "ended with no", ""),
]


@pytest.mark.parametrize(("table", "problem", "output"), FAILURES, ids=lambda case: str(case)[:40])
async def test_a_hook_that_fails(tmp_path: Path, table, problem: str, output: str) -> None:
    """An error with what the tool said; the file is kept and named, later hooks are not run."""
    if table["type"] == "module" and table["module"] == "ruff":
        table = {**table, "options": "REVISION_SCRIPT_FILENAME check"}
    config = project(tmp_path, {"name": "bad", **table}, {"name": "next", "type": "hook_functions:stamp", "word": "w"})
    with pytest.raises(HookFailedError) as caught:
        await amig.revision(config, "x", rev_id="eeee5")
    path = tmp_path / "migrations" / "versions" / "eeee5_x.py"
    assert problem in caught.value.problem
    assert output in caught.value.output
    assert (caught.value.hook, caught.value.path, caught.value.exit_code) == ("bad", str(path), 1)
    assert f"`{path}` was written and is kept" in str(caught.value.hint)
    assert path.read_text().endswith("def downgrade(): pass\n")


BAD_TABLES = [
    ({"type": "exec"}, "number 1", "has no `name`"),
    ({"name": "", "type": "exec"}, "number 1", "has no `name`"),
    ({"name": "a"}, "a", "has no `type`; it can be `exec`, `module`, `console_scripts`, or a function"),
    ({"name": "a", "type": "execute"}, "a", "has the type 'execute'; it can be `exec`"),
    ({"name": "a", "type": "module:"}, "a", "has the type 'module:'"),
    ({"name": "a", "type": "exec"}, "a", "is of type `exec` and has no `executable`"),
    ({"name": "a", "type": "module", "options": "x"}, "a", "is of type `module` and has no `module`"),
    ({"name": "a", "type": "exec", "executable": "x", "option": "y"}, "a", "`option`: did you mean `options`?"),
    ({"name": "a", "type": "exec", "executable": "x", "zzz": "y"}, "a", "has no option `zzz`"),
    ({"name": "a", "type": "exec", "executable": 3}, "a", "has the `executable` 3, which is no string"),
    ({"name": "a", "type": "exec", "executable": "x", "options": "'y"}, "a", "cannot be split: no closing quotation"),
    ({"name": "a", "type": "no_such:f"}, "a", "names `no_such:f`, which cannot be imported: No module named 'no_such'"),
    (
        {"name": "a", "type": "hook_functions:f"},
        "a",
        "which cannot be imported: module 'hook_functions' has no attribute",
    ),
    ({"name": "a", "type": "hook_functions:NUMBER"}, "a", "names `hook_functions:NUMBER`, which is no function"),
]


@pytest.mark.parametrize(("table", "hook", "problem"), BAD_TABLES)
async def test_a_hook_that_makes_no_sense(tmp_path: Path, table, hook: str, problem: str) -> None:
    """Known before anything is written."""
    settings = await configured(tmp_path, table)
    with pytest.raises(BadHookError) as caught:
        await amig.revision(settings)
    assert caught.value.hook == hook
    assert problem in caught.value.problem
    assert len(list((tmp_path / "migrations" / "versions").iterdir())) == 4


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("eeee5'", "eeee6'", "changed the header: its id was 'eeee5' and is 'eeee6'"),
        ("dddd4", "cccc3", "changed the header: its parents was ('dddd4',) and is ('cccc3',)"),
        ("def ", "def def ", "left a file that is wrong: "),
        ("revision", "x", "left a file that is wrong: "),
    ],
)
async def test_a_hook_that_makes_it_another_revision(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """The culprit is named, though it said that all was well."""

    def change(path: str, _options: Any) -> None:
        Path(path).write_text(Path(path).read_text().replace(old, new))

    settings = await configured(tmp_path, {"name": "odd", "type": change})
    with pytest.raises(HookFailedError) as caught:
        await amig.revision(settings, rev_id="eeee5")
    assert caught.value.hook == "odd"
    assert caught.value.problem.startswith(problem)


async def test_a_hook_that_takes_the_file_away(tmp_path: Path) -> None:
    """Then there is no revision."""
    hook = {"name": "rm", "type": lambda path, _: Path(path).unlink()}
    settings = await configured(tmp_path, hook)
    with pytest.raises(HookFailedError, match=r"left a file that is wrong: .* cannot be read"):
        await amig.revision(settings)


def test_where_the_file_stands_among_the_arguments() -> None:
    """First, unless it is named; inside a word too, and in one piece whatever it holds."""
    path, place = Path("/a b/x'y.py"), Path("/p")
    for options, arguments in (
        ("", ("/a b/x'y.py",)),
        ("-q --fix", ("/a b/x'y.py", "-q", "--fix")),
        ("-q REVISION_SCRIPT_FILENAME", ("-q", "/a b/x'y.py")),
        ("--file=REVISION_SCRIPT_FILENAME 'two words'", ("--file=/a b/x'y.py", "two words")),
    ):
        table = {"name": "a", "type": "exec", "executable": "./bin/tool", "options": options, "cwd": "sub"}
        told = process(read_hooks([table])[0], path, place)
        assert told.argv == ("/p/bin/tool", *arguments)
        assert told.cwd == Path("/p/sub")


async def test_what_is_written_can_be_changed_before(tmp_path: Path) -> None:
    """Plain and async: changed, dropped, added; each is a value."""
    from dataclasses import replace

    config = project(tmp_path)

    def louder(news: list[amig.NewRevision]) -> None:
        news[0] = replace(news[0], message=news[0].message.upper())

    async def two(news: list[amig.NewRevision]) -> None:
        news.append(amig.NewRevision(message="second"))

    def none(news: list[amig.NewRevision]) -> None:
        news.clear()

    assert [one.message for one in (await amig.revision(config, "x", before_write=louder)).revisions] == ["X"]
    made = (await amig.revision(config, "first", before_write=two)).revisions
    assert [one.message for one in made] == ["first", "second"]
    assert made[1].down_revision == (made[0].revision,)
    assert (await amig.revision(config, "x", before_write=none)).revisions == ()
    with pytest.raises(TypeError, match="left 'text' in the list, which is no NewRevision"):
        await amig.revision(config, before_write=lambda news: news.append("text"))  # type: ignore[arg-type]


async def test_a_hook_that_takes_too_long_can_be_cancelled(tmp_path: Path) -> None:
    """Its process ends with it."""
    import asyncio

    told = tmp_path / "told"
    code = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    table = {"name": "slow", "type": "exec", "executable": sys.executable}
    settings = await configured(tmp_path, {**table, "options": f"-c {shlex.quote(code)} REVISION_SCRIPT_FILENAME"})
    work = asyncio.create_task(amig.revision(settings))
    while not (await aside(told.exists) and await aside(told.read_text)):  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.02)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    with pytest.raises(ProcessLookupError):
        os.kill(int(await aside(told.read_text)), 0)


def test_without_hooks_no_loop_is_started(tmp_path: Path) -> None:
    """A revision is written without asyncio, SQLAlchemy or a model in sight."""
    import subprocess

    config = project(tmp_path)
    program = (
        "import sys\nfrom amig.cli import run\n"
        f"assert run(['-c', {str(config)!r}, 'revision', '-m', 'x']) == 0\n"
        "print([name for name in ('asyncio', 'sqlalchemy', 'anyio', 'aiosqlite') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
