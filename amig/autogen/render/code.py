"""Python as a tree, laid out as a formatter would: on one line, or one argument per line with a comma after each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

STEP = " " * 4
SHORT = 40
"""Text of fewer letters stays on one line, whatever is in it."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is never broken: a name, a number, a string (the lines of a long one stand as they are)."""

    text: str

    @property
    def flat(self) -> str | None:
        return None if "\n" in self.text else self.text

    def broken(self, indent: str, width: int) -> str:  # noqa: ARG002
        return self.text


@dataclass(frozen=True, slots=True)
class Item:
    """One argument, with what stands before it: `name=`, `"key": `."""

    code: Code
    before: str = ""

    @property
    def flat(self) -> str | None:
        inner = self.code.flat
        return None if inner is None else f"{self.before}{inner}"


@dataclass(frozen=True, slots=True)
class Group:
    """Something in brackets: a call, a list, a tuple, a dict."""

    head: str
    items: tuple[Item, ...] = ()
    brackets: str = "()"

    @property
    def flat(self) -> str | None:
        inner = [item.flat for item in self.items]
        if None in inner:
            return None
        only = "," if self.is_tuple and len(inner) == 1 else ""
        return f"{self.head}{self.brackets[0]}{', '.join(map(str, inner))}{only}{self.brackets[1]}"

    @property
    def is_tuple(self) -> bool:
        return not self.head and self.brackets == "()"

    def broken(self, indent: str, width: int) -> str:
        inside = indent + STEP
        lines = [
            f"{inside}{item.before}{laid_out(item.code, inside, len(inside + item.before), 1, width)},\n"
            for item in self.items
        ]
        return f"{self.head}{self.brackets[0]}\n{''.join(lines)}{indent}{self.brackets[1]}"


@dataclass(frozen=True, slots=True)
class Chain:
    """A call, and calls on what it gives: `sa.String().with_variant(...)`."""

    first: Word | Group
    links: tuple[Group, ...]

    @property
    def flat(self) -> str | None:
        parts = [part.flat for part in (self.first, *self.links)]
        return None if None in parts else "".join(map(str, parts))

    def broken(self, indent: str, width: int) -> str:
        parts = [laid_out(part, indent, len(indent), 1, width) for part in (self.first, *self.links)]
        return f"\n{indent}".join(parts)


Code = Word | Group | Chain


def laid_out(code: Code, indent: str, before: int, after: int, width: int) -> str:
    """The text of something that begins after `before` columns and has `after` more behind it."""
    flat = code.flat
    if flat is not None and before + columns(flat) + after <= width:
        return flat
    return code.broken(indent, width) if not isinstance(code, Group) or code.items else str(flat)


def columns(text: str) -> int:
    """How wide a text is: letters of the far east take two columns."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def call(head: str, *args: Code, **named: Code) -> Group:
    """A call."""
    return Group(head, (*map(Item, args), *keywords(named.items())))


def keywords(named: Iterable[tuple[str, Code]]) -> Iterator[Item]:
    """Arguments with their names; a name that is none goes through a dict."""
    later: list[Item] = []
    for name, code in named:
        if name.isidentifier():
            yield Item(code, f"{name}=")
        else:
            later.append(Item(code, f"{quoted(name)}: "))
    if later:
        yield Item(Group("", tuple(later), "{}"), "**")


def quoted(text: str) -> str:
    """A string in double quotes, unless single ones need fewer backslashes."""
    return in_quotes(repr('"' + text)[2:-1], single=text.count('"') > text.count("'"))


def in_quotes(body: str, *, single: bool) -> str:
    """A body that is escaped for single quotes, in the quotes that it needs."""
    return f"'{body}'" if single else '"' + body.replace("\\'", "'").replace('"', '\\"') + '"'


def string(text: str) -> Word:
    """A string; one of several lines stands between three quotes, where it can be written there as it is."""
    if "\n" not in text.strip("\n") or len(text) < SHORT or not _stands_as_it_is(text):
        return Word(quoted(text))
    return Word(f'{"r" if chr(92) in text else ""}"""{text}"""')


def _stands_as_it_is(text: str) -> bool:
    ends = text.endswith(('"', "\\")) or '"""' in text
    clean = all(line == line.rstrip() for line in text.split("\n"))
    return not ends and clean and all(letter.isprintable() or letter in "\n\t" for letter in text)
