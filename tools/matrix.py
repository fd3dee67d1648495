"""Try the built package on each Python with each SQLAlchemy: python tools/matrix.py [TESTS...]

The sdist is built once, and the wheel from it. Each combination gets a virtual environment of its own: the wheel, the
newest release of that SQLAlchemy, and nothing of the working tree. The first commands of a new user run there before
the extras and what the tests need are added. The tests come out of the sdist, without the package beside them: what is
tested is what was installed.

`PYTHONS` ("3.11 3.12 3.13") are versions or interpreters, `SQLALCHEMYS` ("2.0 2.1") minor versions, `SKIP` ("3.13
3.12/2.0") is left out on purpose. A Python that the machine does not have is named, and fails the whole.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "matrix"
TREE = WORK / "tree"
TESTS = [  # what stands on SQLAlchemy, a driver or the standard library, and is quick
    "tests/ops/test_golden.py",  # the text of every operation for each dialect: SQLAlchemy compiles it
    "tests/run/test_main_road.py",  # upgrades and downgrades on the three databases, through the drivers
    "tests/run/test_sql_revisions.py",
    "tests/context/test_binds.py",  # sessions and binds in scripts
    "tests/glance/test_glance.py",  # reading without an engine, and what a server that refuses says
    "tests/cli/test_looking.py",  # a SQLite database in memory
    "tests/script/test_header.py",  # headers and imports: `ast` and `importlib`
    "tests/script/test_load.py",
    "tests/autogen/test_own_types.py",  # comparing and rendering: SQLAlchemy's types and reflection
]
FIRST_STEPS = ("--version", "init", "revision -m first", "upgrade", "current --check-heads", "downgrade base")


class MatrixError(Exception):
    """What keeps a combination, or all of them, from being tried."""


@dataclass(frozen=True)
class Row:
    """A line of the table: one Python with one SQLAlchemy, and what became of it."""

    python: str
    sqlalchemy: str
    amig: str = "-"
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    problem: str = ""

    @property
    def verdict(self) -> str:
        return self.problem or ("passed" if self.passed and not self.failed else "failed")


def interpreter(wanted: str) -> Path:
    """The interpreter of a version, from the PATH or from pyenv, or the one at a path."""
    if "/" in wanted:
        found = [Path(wanted)]
    else:
        root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
        folders = map(Path, os.get_exec_path())
        found = [folder / f"python{wanted}" for folder in folders]
        found += sorted(root.glob(f"versions/{wanted}*/bin/python"), key=patch, reverse=True)
    for candidate in found:
        if candidate.exists() and version_of(candidate):  # a shim of pyenv may lead nowhere
            return candidate
    raise MatrixError("not found")


def patch(program: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", program.parents[1].name)]


def version_of(program: Path) -> str:
    """The full version, or nothing where it does not run."""
    ask = [str(program), "-c", "import platform; print(platform.python_version())"]
    asked = subprocess.run(ask, capture_output=True, text=True, check=False)
    return asked.stdout.strip() if asked.returncode == 0 else ""


def run(command: Sequence[str | Path], log: Path, cwd: Path = WORK) -> str:
    """Run something; what it says goes to the log, and is given back."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=clean | {"CI": "1"}, capture_output=True, text=True, check=False)
    with log.open("a") as out:
        out.write(f"$ {' '.join(words)}\n{done.stdout}{done.stderr}\n")
    if done.returncode:
        raise MatrixError(
            f"`{' '.join(Path(word).name for word in words[:4])} ...` failed, see {log.relative_to(ROOT)}"
        )
    return done.stdout


def build() -> Path:
    """Build both archives and unpack the tests; gives back the wheel."""
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "dist").mkdir(parents=True)
    run([sys.executable, "-m", "build", "--outdir", WORK / "dist", ROOT], WORK / "build.log")
    (wheel,) = (WORK / "dist").glob("*.whl")
    (source,) = (WORK / "dist").glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(WORK, filter="data")
    (WORK / source.name.removesuffix(".tar.gz")).rename(TREE)
    shutil.rmtree(TREE / "amig")
    return wheel


def install(folder: Path, sqlalchemy: str, log: Path, *packages: str) -> None:
    """Install into an environment; a pre-release of SQLAlchemy only where there is no release."""
    uv = [sys.executable, "-m", "uv", "pip", "install", "--native-tls", "--python", folder / "bin" / "python"]
    run([*uv, *packages, f"SQLAlchemy[asyncio]=={sqlalchemy}.*"], log)


def first_steps(folder: Path, log: Path) -> str:
    """What somebody does who has just installed it, on SQLite; gives back the version that `amig` says."""
    project = folder / "project"
    project.mkdir()
    said = [run([folder / "bin" / "amig", *words.split()], log, project) for words in FIRST_STEPS[:2]]
    (project / "amig.toml").write_text('script_location = "migrations"\nurl = "sqlite:///first.db"\n')
    for words in FIRST_STEPS[2:]:
        run([folder / "bin" / "amig", *words.split()], log, project)
    return said[0].split()[-1]


def installed(folder: Path, log: Path) -> str:
    """SQLAlchemy's full version; the amig that is imported must be the wheel's."""
    asked = "import sqlalchemy, amig; print(sqlalchemy.__version__, amig.__file__)"
    version, place = run([folder / "bin" / "python", "-c", asked], log, TREE).split()
    if not Path(place).is_relative_to(folder):
        raise MatrixError(f"not the wheel, but `{place}` would be tested")
    return version


def tested(row: Row, folder: Path, tests: list[str], log: Path) -> Row:
    """Run the tests in this environment, and count."""
    report = folder / "report.xml"
    command: list[str | Path] = [
        folder / "bin" / "python",
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        f"--junitxml={report}",
        *tests,
    ]
    began = time.monotonic()
    try:
        run(command, log, TREE)
    except MatrixError:
        if not report.exists():
            raise
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest wrote it
    if suite is None:
        raise MatrixError(f"pytest wrote no report, see {log.relative_to(ROOT)}")
    total, skipped = int(suite.attrib["tests"]), int(suite.attrib["skipped"])
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    passed, seconds = total - skipped - failed, time.monotonic() - began
    return replace(row, passed=passed, failed=failed, skipped=skipped, seconds=seconds)


def tried(wheel: Path, python: str, sqlalchemy: str, tests: list[str]) -> Row:
    """One combination, from an empty environment to its line in the table."""
    row = Row(python, sqlalchemy)
    folder = WORK / f"{python.strip('/').replace('/', '-')}-sqlalchemy-{sqlalchemy}"
    log = folder.with_suffix(f"{folder.suffix}.log")
    try:
        program = interpreter(python)
        row = replace(row, python=version_of(program))
        run([program, "-m", "venv", "--without-pip", folder], log)
        install(folder, sqlalchemy, log, str(wheel))
        row = replace(row, amig=first_steps(folder, log))
        install(folder, sqlalchemy, log, f"{wheel}[all]", "--group", f"{ROOT / 'pyproject.toml'}:test")
        row = replace(row, sqlalchemy=installed(folder, log))
        return tested(row, folder, tests, log)
    except MatrixError as error:
        return replace(row, problem=str(error))


def table(rows: list[Row]) -> str:
    lines = [("Python", "SQLAlchemy", "amig", "passed", "failed", "skipped", "seconds", "verdict")]
    for row in rows:
        counts = (str(row.passed), str(row.failed), str(row.skipped), f"{row.seconds:.0f}")
        lines.append((row.python, row.sqlalchemy, row.amig, *counts, row.verdict))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [[word.ljust(width) for word, width in zip(line, widths, strict=True)] for line in lines]
    return "\n".join("  ".join(line).rstrip() for line in padded)


def main(tests: list[str]) -> int:
    words = {name: os.environ.get(name, "").split() for name in ("PYTHONS", "SQLALCHEMYS", "SKIP")}
    pythons, sqlalchemys = words["PYTHONS"] or ["3.11", "3.12", "3.13"], words["SQLALCHEMYS"] or ["2.0", "2.1"]
    pairs = [(python, sqlalchemy) for python in pythons for sqlalchemy in sqlalchemys]
    wheel = build()
    rows: list[Row] = []
    for python, sqlalchemy in pairs:
        if python in words["SKIP"] or f"{python}/{sqlalchemy}" in words["SKIP"]:
            rows.append(Row(python, sqlalchemy, problem="left out"))
            continue
        print(f"Python {python}, SQLAlchemy {sqlalchemy} ...", file=sys.stderr, flush=True)
        rows.append(tried(wheel, python, sqlalchemy, tests or TESTS))
        print(f"  {rows[-1].verdict}: {rows[-1].passed} passed", file=sys.stderr, flush=True)
    print(table(rows))
    return int(not all(row.verdict in ("passed", "left out") for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
