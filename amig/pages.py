"""The documentation as it is packaged: pages, their sections, and what only tests read cut out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amig.errors import UnknownTopicError

FOLDERS = (".", "guides", "concepts", "reference")
"""Where topics are; decisions and pictures are for the site alone."""

_MARKERS = re.compile(r"^ *<!-- (?:page|run|not run|hidden):.*?-->\n(?:[ \t]*\n)?", re.MULTILINE | re.DOTALL)
_FENCES = re.compile(r"^( *)(```+|~~~+).*?^\1\2 *$", re.MULTILINE | re.DOTALL)
_HEADINGS = re.compile(r"^(#{1,3}) +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Topic:
    """A page: its name, like `guides/fastapi`, and its title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page, from a heading to the next one of its rank or a higher one."""

    page: str
    heading: str
    text: str


def cleaned(text: str) -> str:
    """A page as readers see it: without markers and hidden blocks of its tests."""
    return _MARKERS.sub("", text)


def folder() -> Path:
    """The pages beside the package's modules, or those of the source tree that it is used from."""
    packaged = Path(__file__).parent / "topics"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "docs"


def topics() -> tuple[Topic, ...]:
    """Every page, by folder and name."""
    return tuple(Topic(_name(path), _title(path.read_text(encoding="utf-8"))) for path in _files())


def read(topic: str) -> Section:
    """The page, or the section of the reference, that a topic means; raises UnknownTopicError.

    A page is known by its name, and by the last part of it where that is one page's alone; a section (a command, an
    operation, an error's code, a key of the configuration) by its heading, and by `errors#plan` where several have it.
    """
    inside, _, wanted = topic.strip().strip("`").removesuffix(".md").rpartition("#")
    names = [_name(path) for path in _files()]
    found = [name for name in names if wanted in (name, name.rpartition("/")[2]) and not inside]
    if wanted in found or len(found) == 1:
        name = wanted if wanted in found else found[0]
        text = cleaned((folder() / f"{name}.md").read_text(encoding="utf-8"))
        return Section(name, _title(text), text)
    if found:
        raise UnknownTopicError(topic, tuple(found))
    sections = [one for one in _sections() if inside in ("", one.page, one.page.rpartition("/")[2])]
    key = _key(wanted)
    exact = [one for one in sections if _key(one.heading) == key]
    if exact:
        return exact[0]
    raise UnknownTopicError(topic, _near(wanted, [*names, *(_plain(one.heading) for one in sections)]))


def _files() -> Iterator[Path]:
    for name in FOLDERS:
        yield from sorted((folder() / name).glob("*.md"))


def _name(path: Path) -> str:
    return path.relative_to(folder()).with_suffix("").as_posix()


def _title(text: str) -> str:
    found = _HEADINGS.search(text)
    return _plain(found[2]) if found else ""


def _sections() -> Iterator[Section]:
    """Those of the reference, in the order in which a word is looked up in it."""
    for name in ("commands", "operations", "configuration", "errors", "api", "faults", "guarantees"):
        page, path = f"reference/{name}", folder() / "reference" / f"{name}.md"
        text = cleaned(path.read_text(encoding="utf-8"))
        yield from _keys(page, text) if name == "configuration" else _parts(page, text)


def _keys(page: str, text: str) -> Iterator[Section]:
    """The rows of the table of keys, each as a table of its own."""
    head = re.search(r"^\| key .*\n\|[-|]+\n", text, re.MULTILINE)
    for row in re.finditer(r"^\| `(\w+)` \|.*\n", text, re.MULTILINE):
        yield Section(page, row[1], (head[0] if head else "") + row[0])


def _parts(page: str, text: str) -> Iterator[Section]:
    hidden = [(one.start(), one.end()) for one in _FENCES.finditer(text)]
    heads = [one for one in _HEADINGS.finditer(text) if not any(a <= one.start() < b for a, b in hidden)]
    for number, head in enumerate(heads):
        end = next((one.start() for one in heads[number + 1 :] if len(one[1]) <= len(head[1])), len(text))
        if len(head[1]) > 1:
            yield Section(page, _plain(head[2]), text[head.start() : end].rstrip() + "\n")


def _plain(heading: str) -> str:
    return re.sub(r"\s*\{#[^}]*\}|`", "", heading)


def _key(words: str) -> str:
    return re.sub(r"[-_\s]+", " ", _plain(words).lower().removeprefix("amig ").removeprefix("op.")).strip()


def _near(wanted: str, names: list[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    short = {name.rpartition("/")[2]: name for name in reversed(names)}
    close = get_close_matches(wanted.lower(), list(short), 3, 0.6)
    return tuple(short[one] for one in close)
