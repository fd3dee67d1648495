"""Every comparison in one go: `make bench` prints their tables and writes them to `bench/RESULTS.md`.

Each is a program of its own, which runs amig and Alembic in turn in the same run. What they were run with is written
above each table; run one of them by itself for more rounds. The whole takes under twenty minutes on two cores, if
nobody else uses them: on a busy machine ratios of wall time mean little.

    python bench/everything.py [--only cli,apply] [--quick]

With `--only` the other tables stay as they are: each says when and where it was measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
PACKAGES = ("amig", "alembic", "sqlalchemy", "asyncpg", "aiomysql", "aiosqlite")


class Comparison(NamedTuple):
    """One program, and what it is run with; `limit` is in seconds."""

    name: str
    title: str
    arguments: tuple[str, ...]
    quick: tuple[str, ...]
    limit: float = 420.0


COMPARISONS = (
    Comparison("cli", "The command line, ten revisions", ("--rounds", "5"), ("--rounds", "2")),
    Comparison(
        "graph",
        "Ten thousand revision files",
        ("--rounds", "2", "--cap", "5"),
        ("--rounds", "1", "--sizes", "1000", "--cap", "5"),
    ),
    Comparison("startup", "The check of an app that starts", ("--rounds", "5"), ("--rounds", "2")),
    Comparison(
        "startup", "The same with 10 ms of network", ("--rounds", "2", "--delay", "0.01"), ("--rounds", "1"), 120.0
    ),
    Comparison(
        "apply",
        "Applying a thousand revisions",
        ("--rounds", "2"),
        ("--rounds", "1", "--count", "100", "--sample", "20"),
    ),
    Comparison(
        "autogen",
        "Autogenerate with nothing to find",
        ("--rounds", "2", "--cap", "4"),
        ("--rounds", "1", "--tables", "100", "--delays", "0"),
    ),
    Comparison(
        "fleet",
        "A thousand tenants",
        ("--counts", "1000"),
        ("--counts", "100", "--only", "schemas,noop", "--delays", "0"),
        600.0,
    ),
)


def ran(one: Comparison, *, quick: bool) -> tuple[str, str]:
    """What a program printed, and how it ended."""
    arguments = one.quick if quick else one.arguments
    command = [sys.executable, str(HERE / f"{one.name}.py"), *arguments]
    began, said = time.perf_counter(), []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        for line in process.stdout:
            print(line, end="", flush=True)
            said.append(line.rstrip())
            if time.perf_counter() - began > one.limit:
                process.kill()
                said.append(f"stopped after {one.limit:.0f} s")
                break
        process.wait()
    took = time.perf_counter() - began
    ends = {0: "every goal met", 1: "a goal missed"}.get(process.returncode, f"ended with {process.returncode}")
    return "\n".join(said), f"{took:.0f} s, {ends}"


def machine() -> str:
    """Where this was measured, and with which versions."""
    busy = f"load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else "load unknown"
    cores = f"{os.cpu_count()} cores, {busy}"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = f"Python {platform.python_version()} on {platform.machine()}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {python}, {cores}; {packages}"


def kept() -> dict[str, str]:
    """The tables of earlier runs, by their titles."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return {part.splitlines()[0].removeprefix("## "): part.rstrip() + "\n" for part in parts}


def main() -> int:
    """Print every table and keep them; exits with 1 where one of the programs does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(dict.fromkeys(one.name for one in COMPARISONS)))
    parser.add_argument("--quick", action="store_true", help="few rounds, small sizes, and nothing is written")
    given = parser.parse_args()
    found, missed = kept(), False
    for one in COMPARISONS:
        if one.name not in given.only.split(","):
            continue
        print(f"\n== {one.title}: bench/{one.name}.py {' '.join(one.arguments)}\n", flush=True)
        where = machine()
        said, end = ran(one, quick=given.quick)
        missed |= not end.endswith("every goal met")
        how = f"`bench/{one.name}.py {' '.join(one.arguments)}`: {end}."
        found[one.title] = f"## {one.title}\n\n{how}\n{where}.\n\n```text\n{said}\n```\n"
        if not given.quick:
            there = [found[each.title] for each in COMPARISONS if each.title in found]
            RESULTS.write_text("\n".join(["# Measured\n\nBy `make bench`.\n", *there]))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
