"""Checking and importing one file."""

from __future__ import annotations

import inspect
import os
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from amig.errors import BadScriptError, MissingHeaderError, OutsideMigrationError
from amig.script.directory import ScriptDirectory
from amig.script.load import imported
from amig.script.source import compiled
from tests.script.files import BODY, add, folder, opened

ONE = {"aaaa1": ()}


def test_a_module_knows_its_file(tmp_path: Path) -> None:
    """So that tracebacks, loggers and inspect show it."""
    script = opened(tmp_path, ONE, "def upgrade():\n    raise ValueError('half way')\n\ndef downgrade(): pass\n")
    revision = script.revision("head")
    module = script.load(revision)
    assert (module.__file__, module.revision) == (str(revision.path), "aaaa1")
    assert module.__name__.startswith("amig_revision_aaaa1_")
    assert sys.modules[module.__name__] is module
    with pytest.raises(ValueError, match="half way") as caught:
        module.upgrade()
    assert "raise ValueError('half way')" in "".join(traceback.format_exception(caught.value))


def test_a_module_is_one_of_a_file(tmp_path: Path) -> None:
    """As the import system makes it: its spec says where it comes from, and its loader has the text."""
    script = opened(tmp_path, ONE)
    module = script.load(script.revision("head"))
    spec = module.__spec__
    assert spec is not None
    assert (spec.name, spec.origin, spec.has_location) == (module.__name__, module.__file__, True)
    assert (spec.loader, spec.parent) == (module.__loader__, module.__package__)
    assert inspect.getsource(module) == Path(str(module.__file__)).read_text()


def test_a_file_is_loaded_wherever_the_process_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that was removed, too; a file that was found from there is known by its whole path."""

    def gone() -> str:
        raise FileNotFoundError

    (tmp_path / "one.py").write_text("mark = 1")
    monkeypatch.chdir(tmp_path)
    found = imported(compiled(Path("one.py"), b"mark = 1"), "amig_test")
    assert found.__file__ == str(tmp_path / "one.py")
    script = opened(tmp_path, ONE)
    monkeypatch.setattr(os, "getcwd", gone)
    assert script.load(script.revision("head")).revision == "aaaa1"


def test_a_file_runs_once_however_many_threads_ask(tmp_path: Path) -> None:
    """They all get the one module."""
    body = "import os, time\nos.environ['AMIG_RUNS'] = os.environ.get('AMIG_RUNS', '') + 'x'\ntime.sleep(0.05)\n"
    script = opened(tmp_path, ONE, body + BODY)
    gate = threading.Barrier(8)

    def load(_: int) -> object:
        gate.wait()
        return script.load(script.revision("head"))

    os.environ.pop("AMIG_RUNS", None)
    with ThreadPoolExecutor(8) as pool:
        modules = list(pool.map(load, range(8)))
    assert os.environ.pop("AMIG_RUNS") == "x"
    assert all(module is modules[0] for module in modules)


def test_files_of_one_name_in_two_folders_do_not_meet(tmp_path: Path) -> None:
    """Each module stays its own."""
    modules = [
        script.load(script.revision("head"))
        for script in (opened(tmp_path / name, ONE, f"mark = {name!r}\n{BODY}") for name in ("one", "two"))
    ]
    assert [module.mark for module in modules] == ["one", "two"]
    assert [sys.modules[module.__name__].mark for module in modules] == ["one", "two"]


def test_dataclasses_work_in_a_script(tmp_path: Path) -> None:
    """They look for their module by name, also while upgrade() runs."""
    body = (
        "from dataclasses import dataclass\n\ndef upgrade():\n    @dataclass\n    class Row:\n        n: 'int'\n"
        "    return Row(1).n\n\n@dataclass\nclass Other:\n    n: 'int'\n\ndef downgrade(): pass\n"
    )
    script = opened(tmp_path, ONE, body)
    assert script.load(script.revision("head")).upgrade() == 1


def test_no_compiled_leftover_is_run_or_written(tmp_path: Path) -> None:
    """A file edited within the same second, to the same size, runs as it is now."""
    location = folder(tmp_path, ONE, "mark = 1\n" + BODY)
    times = []
    for mark in (1, 2):
        path = location / "versions" / "aaaa1.py"
        path.write_text(path.read_text().replace("mark = 1", f"mark = {mark}"))
        os.utime(path, times[0] if times else None)
        times.append((path.stat().st_atime, path.stat().st_mtime))
        script = ScriptDirectory.open(location)
        assert script.load(script.revision("head")).mark == mark
    assert not (location / "versions" / "__pycache__").exists()


@pytest.mark.parametrize(
    ("body", "line", "problem"),
    [
        ("\nimport no_such_module_at_all\n", 4, "cannot be imported: ModuleNotFoundError: No module named"),
        ("def f():\n    return 1 / 0\n\nf()\n", 4, "cannot be imported: ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)\n", 3, "cannot be imported: SystemExit: 3"),
        ("import json\njson.loads('{')\n", 4, "cannot be imported: JSONDecodeError"),
        ("exec('a b')\n", 3, "cannot be imported: SyntaxError"),
    ],
)
def test_an_error_on_import_names_file_and_line(tmp_path: Path, body: str, line: int, problem: str) -> None:
    """The script's own line, the cause kept, and nothing left behind."""
    script = opened(tmp_path, ONE, body)
    revision = script.revision("head")
    with pytest.raises(BadScriptError) as caught:
        script.load(revision)
    assert (caught.value.path, caught.value.line) == (str(revision.path), line)
    assert problem in str(caught.value)
    assert caught.value.__cause__ is not None
    assert not [name for name, module in sys.modules.items() if getattr(module, "__file__", "") == str(revision.path)]


def test_an_operation_on_import_is_told_as_what_it_is(tmp_path: Path) -> None:
    """Amig's own errors say more than 'cannot be imported'."""
    body = "from amig.errors import OutsideMigrationError\nraise OutsideMigrationError('add_column')\n"
    script = opened(tmp_path, ONE, body)
    with pytest.raises(OutsideMigrationError):
        script.load(script.revision("head"))


def test_an_interrupt_is_not_swallowed(tmp_path: Path) -> None:
    """Ctrl-C while a file is imported ends the run."""
    script = opened(tmp_path, ONE, "raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        script.load(script.revision("head"))


@pytest.mark.parametrize("name", ["upgrade", "downgrade"])
@pytest.mark.parametrize("text", ["", "{name} = 1\n"])
def test_both_functions_are_needed(tmp_path: Path, name: str, text: str) -> None:
    """Missing, or something that cannot be called."""
    other = {"upgrade": "downgrade", "downgrade": "upgrade"}[name]
    script = opened(tmp_path, ONE, f"def {other}(): pass\n" + text.format(name=name))
    with pytest.raises(MissingHeaderError) as caught:
        script.load(script.revision("head"))
    assert caught.value.name == f"{name}()"


@pytest.mark.parametrize("change", ["revision = 'bbbb2'", "down_revision = 'bbbb2'"])
def test_a_file_that_says_another_thing_when_it_runs_is_refused(tmp_path: Path, change: str) -> None:
    """The plan was made from the text."""
    script = opened(tmp_path, ONE, f"if True:\n    {change}\n{BODY}")
    with pytest.raises(BadScriptError, match="when it runs"):
        script.load(script.revision("head"))


@pytest.mark.parametrize(
    "lines", ["def upgrade(:\n", "x = 'open\n", "return 1\n", "break\n", "await x\n", "x = " + "(" * 500 + ")" * 500]
)
def test_a_broken_body_is_found_before_anything_runs(tmp_path: Path, lines: str) -> None:
    """`check` compiles and does not execute; whatever is wrong has its line."""
    script = opened(tmp_path, ONE, "raise RuntimeError('executed')\n" + lines)
    with pytest.raises(BadScriptError, match="does not parse") as caught:
        script.check(script.revision("head"))
    assert caught.value.line == 4


def test_what_was_checked_is_what_runs(tmp_path: Path) -> None:
    """A file that is edited in between does not slip in unchecked."""
    script = opened(tmp_path, ONE, "mark = 'checked'\n" + BODY)
    revision = script.revision("head")
    source = script.check(revision)
    revision.path.write_text("mark = 'edited'")
    assert script.load(revision).mark == "checked"
    assert script.source(revision) == script.check(revision) == source


def test_a_header_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    """A git checkout under a running command."""
    script = opened(tmp_path, ONE)
    revision = script.revision("head")
    add(script.location, "aaaa1", f"revision = 'zzzz9'\ndown_revision = None\n{BODY}")
    with pytest.raises(BadScriptError, match="was changed after its header was read"):
        script.load(revision)
    revision.path.unlink()
    with pytest.raises(BadScriptError, match="cannot be read"):
        script.check(revision)


def test_what_stands_below_the_header_may_change_until_it_is_checked(tmp_path: Path) -> None:
    """It is the file's last word that runs, in a directory that was opened before."""
    script = opened(tmp_path, ONE)
    revision = script.revision("head")
    revision.path.write_text(f"{revision.path.read_text()}\nmark = 'edited'\n")
    assert script.load(revision).mark == "edited"


def test_source_is_the_text_as_python_reads_it(tmp_path: Path) -> None:
    """Encoding cookie and line ends included; what cannot be read is an error of amig."""
    location = folder(tmp_path, {})
    data = f"# coding: latin-1\r\nrevision = 'aaaa1'\r\ndown_revision = None\r\nx = 'é'\r\n{BODY}".encode("latin-1")
    add(location, "aaaa1", data)
    script = ScriptDirectory.open(location)
    revision = script.revision("head")
    assert script.source(revision).splitlines()[:4] == data.decode("latin-1").splitlines()[:4]
    assert script.load(revision).x == "é"
    for wrong in (b"# coding: nonsense\n", b"\xff"):
        revision.path.write_bytes(wrong)
        with pytest.raises(BadScriptError):
            ScriptDirectory(location, script.graph).source(revision)


def test_env_is_imported_when_it_is_there(tmp_path: Path) -> None:
    """And its errors are told like a revision's."""
    location = folder(tmp_path)
    env = location / "env.py"
    env.write_text("async def run(env): return 1\n")
    script = ScriptDirectory.open(location)
    assert script.env_path == env
    assert script.load_env().run.__name__ == "run"
    for text, line in (("\n1/0\n", 2), ("def f(:\n", 1)):
        env.write_text(text)
        with pytest.raises(BadScriptError) as caught:
            script.load_env()
        assert (caught.value.path, caught.value.line) == (str(env), line)


def test_a_tree_is_of_what_is_loaded(tmp_path: Path) -> None:
    """Asked first or after the check, a file is read once; what does not parse is refused with its line."""
    script = opened(tmp_path, ONE)
    revision = script.revision("head")
    tree = script.tree(revision)
    revision.path.write_text("changed since")
    assert script.tree(revision) is tree
    code = compile(script.check(revision), str(revision.path), "exec", dont_inherit=True)
    assert script.load(revision).__dict__["upgrade"].__code__ in code.co_consts
    again = opened(tmp_path / "again", ONE, BODY + "return\n")
    with pytest.raises(BadScriptError, match="'return' outside function") as caught:
        again.tree(again.revision("head"))
    assert caught.value.line is not None


def test_what_is_nested_too_deep_for_a_tree_is_loaded(tmp_path: Path) -> None:
    """The compiler may go deeper."""
    script = opened(tmp_path, ONE)
    revision = script.revision("head")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("amig.syntax.parse", _too_deep)
        with pytest.raises(RecursionError):
            script.tree(revision)
    assert script.load(revision).revision == "aaaa1"


def _too_deep(*_: object) -> None:
    raise RecursionError
