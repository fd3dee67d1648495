"""The documentation's code blocks, read from the pages; README.md beside this file says how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
DATABASES = ("sqlite", "postgresql", "mysql")
_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_COMMENT = re.compile(r"^\s*<!-- (?P<kind>page|run|not run|hidden):(?P<said>[^>]*?)(?P<end>-->)?\s*$")
_TITLE = re.compile(r'title="([^"]+)"')
_HOLDS_INDENTED = re.compile(r"^\s*([-*+]|\d+\.|!!!|\?\?\?\+?|===|\[\^)\s?")


@dataclass(frozen=True)
class Block:
    """One code block. `line` is that of its first line of code; `marks` are its `run` markers."""

    page: str
    line: int
    language: str
    title: str | None
    text: str
    marks: tuple[str, ...] = ()
    skipped: str | None = None
    hidden: bool = False

    @property
    def where(self) -> str:
        return f"{self.page}:{self.line}"

    def mark(self, word: str) -> str | None:
        """What a marker says after its word; "" where it is the word alone."""
        found = [one.removeprefix(word).strip() for one in self.marks if one.split(" ")[0] == word]
        return found[0] if found else None


@dataclass(frozen=True)
class Page:
    """A page: its blocks in order, and where its story happens."""

    name: str
    blocks: tuple[Block, ...]
    database: str
    project: str | None
    full: bool
    problems: tuple[str, ...]


class Reader:
    """Reads one page, line by line."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.lines = name, text.splitlines()
        self.at = 0
        self.blocks: list[Block] = []
        self.problems: list[str] = []
        self.page_marks: list[str] = []
        self._clear()

    def _clear(self) -> None:
        self.marks: tuple[str, ...] = ()
        self.skipped: str | None = None

    def read(self) -> Page:
        listed = blank = False
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if fence := _FENCE.match(line):
                self._block(fence)
            elif comment := _COMMENT.match(line):
                self._comment(comment)
            elif line.strip():
                if self.marks or self.skipped is not None:
                    self._problem("a marker stands before no block")
                if line.startswith("    ") and blank and not listed:
                    self._problem("an indented code block: fence it, and name its language")
                if not line.startswith(" "):
                    listed = bool(_HOLDS_INDENTED.match(line))
            blank = not line.strip()
            self.at += 1
        return self._page()

    def _problem(self, what: str) -> None:
        self.problems.append(f"{self.name}:{self.at + 1}: {what}")
        self._clear()

    def _block(self, fence: re.Match[str]) -> None:
        began = self.at
        while self.at + 1 < len(self.lines):
            self.at += 1
            if self.lines[self.at].strip() == fence["fence"]:
                break
        text = "\n".join(one.removeprefix(fence["indent"]) for one in self.lines[began + 1 : self.at])
        self._keep(began, fence["info"].strip(), text)

    def _keep(self, began: int, info: str, text: str, *, hidden: bool = False) -> None:
        title = _TITLE.search(info)
        block = Block(self.name, began + 2, info.split(" ", maxsplit=1)[0], title and title[1], text, hidden=hidden)
        self.blocks.append(replace(block, marks=self.marks, skipped=self.skipped))
        self._clear()

    def _comment(self, comment: re.Match[str]) -> None:
        said = comment["said"].strip()
        if comment["kind"] == "hidden":
            began = self.at
            while self.lines[self.at].strip() != "-->":
                self.at += 1
                if self.at == len(self.lines):
                    self._problem("a hidden block without a line `-->` at its end")
                    return
            self._keep(began, said, dedent("\n".join(self.lines[began + 1 : self.at])), hidden=True)
        elif not comment["end"] or not said:
            self._problem("a marker that says nothing, or has no end")
        elif comment["kind"] == "page":
            self.page_marks += [one.strip() for one in said.split(";")]
        elif comment["kind"] == "not run":
            self.skipped = said
        else:
            self.marks = tuple(one.strip() for one in said.split(";"))

    def _page(self) -> Page:
        said = {one.partition(" ")[0]: one.partition(" ")[2] for one in self.page_marks}
        if unknown := set(said) - {"on", "in", "full"}:
            self.problems.append(f"{self.name}: page markers that are none: {unknown}")
        database = said.get("on", "sqlite")
        return Page(self.name, tuple(self.blocks), database, said.get("in"), "full" in said, tuple(self.problems))


def read(path: Path) -> Page:
    """The page in a file."""
    return Reader(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")).read()


def pages() -> Iterator[Page]:
    """README.md and everything below docs/."""
    yield read(ROOT / "README.md")
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield read(path)
