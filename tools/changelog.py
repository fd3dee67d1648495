"""Make CHANGELOG.md from news/: python tools/changelog.py [VERSION]

Without a version it is shown, and nothing changes. With one, the version in pyproject.toml is set, which is the only
place that says it; the entries are written to CHANGELOG.md, and their files removed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from packaging.version import Version

SEMANTIC = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)((a|b|rc)[1-9]\d*)?")
SAID = re.compile(r'^version = "(.+)"$', re.MULTILINE)


def refused(version: str, before: str) -> str:
    """Why this version cannot follow that one; nothing where it can."""
    if not SEMANTIC.fullmatch(version):
        return f"`{version}` is no semantic version; write it as 1.2.3, or 1.2.3rc1"
    if Version(version) <= Version(before):
        return f"`{version}` does not come after `{before}`, which pyproject.toml says"
    return ""


def main(given: list[str]) -> int:
    project = Path("pyproject.toml")
    text = project.read_text(encoding="utf-8")
    (before,) = SAID.findall(text)
    version, *_ = given or [before]
    if given and (problem := refused(version, before)):
        print(f"error: {problem}", file=sys.stderr)
        return 2
    how = "--yes" if given else "--draft"
    done = subprocess.run([sys.executable, "-m", "towncrier", "build", how, "--version", version], check=False)
    if given and done.returncode == 0:
        project.write_text(SAID.sub(f'version = "{version}"', text), encoding="utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
