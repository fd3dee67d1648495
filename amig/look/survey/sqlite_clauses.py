"""The clauses of a CREATE TABLE of SQLite, read one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from amig.impl.sqlite_text import bare, closing, spelled, unwrapped
from amig.look.shapes import CheckShape, ForeignKeyShape, KeyShape

_CLAUSES = frozenset({
    "AS", "AUTOINCREMENT", "CHECK", "COLLATE", "CONSTRAINT", "DEFAULT", "DEFERRABLE", "FOREIGN", "GENERATED", "NOT",
    "NULL", "ON", "PRIMARY", "REFERENCES", "UNIQUE",
})  # fmt: skip
_END = ("",) * 4
"""No clause looks further than this over its end."""
OF_TABLE = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
"""How a constraint of a table begins, and no column does."""


@dataclass(slots=True)
class Read:
    """What was read of a table's constraints; keys and references are still as they are written."""

    primary_key: KeyShape | None = None
    uniques: list[KeyShape] = field(default_factory=list)
    foreign_keys: list[ForeignKeyShape] = field(default_factory=list)
    checks: list[CheckShape] = field(default_factory=list)
    autoincrement: bool = False


@dataclass(slots=True)
class ColumnRead:
    """A column as it is written."""

    name: str
    type: str = ""
    notnull: bool = False
    default: Sequence[str] | None = None
    computed: Sequence[str] | None = None
    stored: bool = False
    collation: str | None = None


class Clauses:
    """Reads one item of a CREATE TABLE: a column with its clauses, or constraints of the table."""

    def __init__(self, tokens: Sequence[str], read: Read) -> None:
        self.tokens, self.at, self.read = [*tokens, *_END], 0, read
        self.name: str | None = None
        self.column: ColumnRead | None = None

    @property
    def word(self) -> str:
        """The next token in upper case, nothing at the end."""
        return self.tokens[self.at].upper()

    def take(self) -> str:
        """The next token."""
        self.at += 1
        return self.tokens[self.at - 1]

    def group(self) -> Sequence[str]:
        """What stands between the parentheses that begin here; nothing where none do."""
        if self.word != "(":
            return ()
        begin, self.at = self.at + 1, closing(self.tokens, self.at) + 1
        return self.tokens[begin : self.at - 1]

    def names(self) -> tuple[str, ...]:
        """Names of columns between parentheses, without directions and collations."""
        inside, found, first = self.group(), [], True
        for token in inside:
            if first:
                found.append(bare(token))
            first = token == ","  # noqa: S105
        return tuple(found)

    def of_column(self) -> ColumnRead:
        """A column: its name, its type, and all that follows."""
        self.column = ColumnRead(bare(self.take()))
        tokens, begin = self.tokens, self.at
        while (word := tokens[self.at].upper()) and word not in _CLAUSES:
            self.at = (closing(tokens, self.at) if word == "(" else self.at) + 1
        self.column.type = spelled(tokens[begin : self.at]).upper()
        self.rest()
        return self.column

    def rest(self) -> None:
        """Every clause up to the end."""
        while word := self.word:
            self.at += 1
            if (clause := _READERS.get(word)) is not None:
                clause(self)
            if word != "CONSTRAINT":
                self.name = None

    def conflict(self) -> str | None:
        """ON CONFLICT, None for the usual."""
        if self.word != "ON":
            return None
        self.at += 2
        rule = self.take().upper()
        return None if rule == "ABORT" else rule

    def own(self) -> tuple[str, ...]:
        """The columns that a key is of: the one it stands with, else those between parentheses."""
        return (self.column.name,) if self.column is not None else self.names()


def _named(it: Clauses) -> None:
    it.name = bare(it.take())


def _not(it: Clauses) -> None:
    if it.word == "NULL":
        it.at += 1
        it.conflict()
        if it.column is not None:
            it.column.notnull = True
    it.at += it.word == "DEFERRABLE"


def _default(it: Clauses) -> None:
    if it.word == "(":
        value = it.group()
    else:
        begin = it.at
        it.at += 2 if it.word in ("+", "-") else 1
        value = it.tokens[begin : it.at]
    if it.column is not None:
        it.column.default = value


def _primary(it: Clauses) -> None:
    it.at += 1
    columns = it.own()
    it.at += it.word in ("ASC", "DESC")
    rule = it.conflict()
    if it.word == "AUTOINCREMENT":
        it.at += 1
        it.read.autoincrement = True
    it.read.primary_key = KeyShape(it.name, columns, on_conflict=rule)


def _unique(it: Clauses) -> None:
    columns = it.own()
    it.read.uniques.append(KeyShape(it.name, columns, on_conflict=it.conflict()))


def _check(it: Clauses) -> None:
    text = spelled(unwrapped(it.group()))
    it.conflict()
    it.read.checks.append(CheckShape(it.name, text))


def _references(it: Clauses) -> None:
    assert it.column is not None  # noqa: S101 - a clause of a column
    it.read.foreign_keys.append(_referring(it, (it.column.name,)))


def _foreign(it: Clauses) -> None:
    it.at += 1
    columns = it.names()
    it.at += 1
    it.read.foreign_keys.append(_referring(it, columns))


def _referring(it: Clauses, columns: tuple[str, ...]) -> ForeignKeyShape:
    referent = (None, bare(it.take()))
    key = ForeignKeyShape(it.name, columns, referent, it.names())
    while it.word in ("ON", "MATCH"):
        word, rule = it.take().upper(), it.take().upper()
        if word == "MATCH":
            key = key._replace(match=None if rule == "SIMPLE" else rule)
            continue
        action = it.take().upper()
        action = f"{action} {it.take().upper()}" if action in ("SET", "NO") else action
        said = None if action == "NO ACTION" else action
        key = key._replace(ondelete=said) if rule == "DELETE" else key._replace(onupdate=said)
    return key


def _deferrable(it: Clauses) -> None:
    """It is about the foreign key before it."""
    key, later = it.read.foreign_keys[-1], it.word == "INITIALLY"
    it.at += later
    initially = it.take().upper() if later else "IMMEDIATE"
    it.read.foreign_keys[-1] = key._replace(deferrable=True, initially=None if initially == "IMMEDIATE" else initially)


def _collate(it: Clauses) -> None:
    name = bare(it.take())
    if it.column is not None:
        it.column.collation = name


def _generated(it: Clauses) -> None:
    it.at += 2
    _as(it)


def _as(it: Clauses) -> None:
    inside = it.group()
    stored = it.word == "STORED"
    it.at += it.word in ("STORED", "VIRTUAL")
    if it.column is not None:
        it.column.computed, it.column.stored = inside, stored


_READERS: dict[str, Callable[[Clauses], None]] = {
    "AS": _as,
    "CHECK": _check,
    "COLLATE": _collate,
    "CONSTRAINT": _named,
    "DEFAULT": _default,
    "DEFERRABLE": _deferrable,
    "FOREIGN": _foreign,
    "GENERATED": _generated,
    "NOT": _not,
    "PRIMARY": _primary,
    "REFERENCES": _references,
    "UNIQUE": _unique,
}
