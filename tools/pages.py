"""Lays the pages of the documentation out for the site's generator: tools/pages.py FOLDER

README.md becomes the first page, the READMEs of the examples get pages too, what only tests read is cut out, decisions
get a list of their own, and the navigation must name every page and no other.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from amig.pages import cleaned  # noqa: E402 - the source tree's, before it is installed

DECISIONS = "# Decisions\n\nWhat was found while amig was built, what was chosen, and what it costs.\n\n"
SETTINGS = ROOT / "mkdocs.yml"


def named(tree: Any) -> Iterator[str]:
    """The pages of a navigation."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for one in tree.values():
            yield from named(one)
    else:
        for one in tree:
            yield from named(one)


def title(text: str) -> str:
    """A page's first heading."""
    found = re.search(r"^# +(.+)$", text, re.MULTILINE)
    return found[1].replace("`", "") if found else ""


def home(text: str) -> str:
    """README.md as the site's first page, its links from there."""
    return re.sub(r"\]\(docs/", "](", cleaned(text))


def lay_out(folder: Path) -> list[str]:
    """Write all pages into a folder; gives back what is wrong with them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder)
    for path in (ROOT / "examples").rglob("README.md"):
        place = folder / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    for path in folder.rglob("*.md"):
        path.write_text(cleaned(path.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "index.md").write_text(home((ROOT / "README.md").read_text(encoding="utf-8")), encoding="utf-8")
    decided = sorted((folder / "decisions").glob("0*.md"))
    lines = [f"- [{path.name[:4]}: {title(path.read_text(encoding='utf-8'))}]({path.name})" for path in decided]
    (folder / "decisions" / "index.md").write_text(DECISIONS + "\n".join(lines) + "\n", encoding="utf-8")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    wanted = set(named(yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))["nav"]))
    listed = wanted | {path.relative_to(folder).as_posix() for path in decided}
    lost = [f"{name} is in no place of the navigation in mkdocs.yml" for name in sorted(there - listed)]
    return lost + [f"{name} is in the navigation, and there is no such page" for name in sorted(wanted - there)]


if __name__ == "__main__":
    if problems := lay_out(Path(sys.argv[1])):
        sys.exit("\n".join(f"error: {one}" for one in problems))
