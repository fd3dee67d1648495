"""A table's own CREATE TABLE, taken apart, so that a change keeps every word that it is not about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from amig.ops.seen import ConstraintKind, SeenColumn, SeenTable
from amig.ops.tokens import Token, tokens

ClauseKind = Literal[
    "notnull", "null", "default", "primary", "unique", "check", "foreignkey", "collate", "generated",
    "autoincrement", "comment", "onupdate", "other",
]  # fmt: skip

_KINDS: dict[str, ClauseKind] = {
    "NOT": "notnull",
    "NULL": "null",
    "DEFAULT": "default",
    "PRIMARY": "primary",
    "UNIQUE": "unique",
    "CHECK": "check",
    "REFERENCES": "foreignkey",
    "COLLATE": "collate",
    "GENERATED": "generated",
    "AS": "generated",
    "AUTO_INCREMENT": "autoincrement",
    "COMMENT": "comment",
    "ON": "onupdate",
}
_CONSTRAINTS: dict[str, ConstraintKind] = {
    "PRIMARY": "primary",
    "UNIQUE": "unique",
    "CHECK": "check",
    "FOREIGN": "foreignkey",
    "EXCLUDE": "exclude",
}
_KEYS = frozenset({"KEY", "INDEX", "FULLTEXT", "SPATIAL"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a column, its name included: `CONSTRAINT ck CHECK (a > 0)`."""

    kind: ClauseKind
    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column: its name bare and as it is written, its type, and its clauses in order."""

    name: str
    written: str
    type: str
    clauses: tuple[Clause, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.written, self.type, *(c.text for c in self.clauses)) if part)

    @property
    def is_generated(self) -> bool:
        return any(clause.kind == "generated" and "IDENTITY" not in clause.text.upper() for clause in self.clauses)

    def has(self, kind: ClauseKind) -> bool:
        return any(clause.kind == kind for clause in self.clauses)

    def without(self, *kinds: ClauseKind) -> ColumnPart:
        return replace(self, clauses=tuple(clause for clause in self.clauses if clause.kind not in kinds))

    def with_clause(self, kind: ClauseKind, text: str) -> ColumnPart:
        return replace(self, clauses=(*self.clauses, Clause(kind, text)))


@dataclass(frozen=True, slots=True)
class ConstraintPart:
    """A constraint of the table, or on MySQL one of its keys; `columns` are those in its first parentheses."""

    kind: ConstraintKind | Literal["key"]
    text: str
    name: str | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What a table is made of; `options` is all that stands after the closing parenthesis."""

    columns: tuple[ColumnPart, ...]
    constraints: tuple[ConstraintPart, ...] = ()
    options: str = ""

    def column(self, name: str) -> ColumnPart | None:
        return next((c for c in self.columns if c.name.lower() == name.lower()), None)

    def text(self, name: str) -> str:
        """CREATE TABLE under another name, which is quoted already."""
        items = [*(column.text for column in self.columns), *(one.text for one in self.constraints)]
        options = f" {self.options}" if self.options else ""
        return f"CREATE TABLE {name} (\n    " + ",\n    ".join(items) + f"\n){options}"


def parsed(text: str, dialect: str) -> Definition:
    """Take a CREATE TABLE apart; raises ValueError where it is none."""
    seen = tokens(text, dialect)
    opens = next((index for index, token in enumerate(seen) if token.text == "("), None)
    if opens is None:
        raise ValueError("no list of columns")
    items, closes = _items(seen, opens)
    columns: list[ColumnPart] = []
    constraints: list[ConstraintPart] = []
    for item in items:
        if _is_constraint(item[0], dialect):
            constraints.append(_constraint(item, text))
        else:
            columns.append(_column(item, text, dialect))
    after = seen[closes + 1 :]
    options = text[after[0].start : after[-1].end].rstrip(";").strip() if after else ""
    return Definition(tuple(columns), tuple(constraints), options)


def column_part(text: str, dialect: str) -> ColumnPart:
    """Take one column's specification apart."""
    return _column(tokens(text, dialect), text, dialect)


def constraint_part(text: str, dialect: str) -> ConstraintPart:
    """Take one constraint of a table apart."""
    return _constraint(tokens(text, dialect), text)


def _items(seen: Sequence[Token], opens: int) -> tuple[list[list[Token]], int]:
    depth = 0
    items: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(seen[opens:], opens):
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            return [*items, current], index
        if depth == 1 and token.text == ",":
            items.append(current)
            current = []
        elif index > opens:
            current.append(token)
    raise ValueError("an open parenthesis")


def _is_constraint(first: Token, dialect: str) -> bool:
    if first.kind != "word":
        return False
    keys = _KEYS if dialect in ("mysql", "mariadb") else frozenset()
    return first.value == "CONSTRAINT" or first.value in _CONSTRAINTS or first.value in keys


def bare(token: Token) -> str:
    """The name that a token stands for."""
    return token.text if token.kind == "word" else token.value


def _constraint(item: Sequence[Token], text: str) -> ConstraintPart:
    named = item[0].value == "CONSTRAINT" and item[0].kind == "word"
    body = item[2:] if named else item
    name = bare(item[1]) if named else _key_name(body)
    kind: ConstraintKind | Literal["key"] = _CONSTRAINTS.get(body[0].value, "key")
    columns = tuple(_first_group(body)) if kind != "check" else ()
    return ConstraintPart(kind, text[item[0].start : item[-1].end], name, columns)


def _key_name(body: Sequence[Token]) -> str | None:
    """MySQL writes the name of a key after the word: UNIQUE KEY `name` (...)."""
    if body[0].value not in (*_KEYS, "UNIQUE"):
        return None
    before_group = takewhile(lambda token: token.text != "(", body)
    return next((bare(token) for token in before_group if token.kind == "name"), None)


def _first_group(body: Sequence[Token]) -> Iterator[str]:
    depth, before = 0, ""
    for token in body:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 1 and before in ("(", ",") and token.kind != "sign":
            yield bare(token)
        if depth == 0 and token.text == ")":
            return
        before = token.text


def _column(item: Sequence[Token], text: str, dialect: str) -> ColumnPart:
    starts = list(_clause_starts(item, dialect))
    type_ends = starts[0] if starts else len(item)
    type_ = text[item[1].start : item[type_ends - 1].end] if type_ends > 1 else ""
    bounds = zip(starts, [*starts, len(item)][1:], strict=True)
    clauses = tuple(_clause(item[begin:end], text) for begin, end in bounds)
    return ColumnPart(bare(item[0]), item[0].text, type_, clauses)


def _clause(part: Sequence[Token], text: str) -> Clause:
    named = part[0].value == "CONSTRAINT"
    first = part[2] if named and len(part) > 2 else part[0]  # noqa: PLR2004 - CONSTRAINT, its name, what it is
    name = bare(part[1]) if named and len(part) > 1 else None
    return Clause(_KINDS.get(first.value, "other"), text[part[0].start : part[-1].end], name)


def _clause_starts(item: Sequence[Token], dialect: str) -> Iterator[int]:
    """Where the clauses of a column begin."""
    depth, begun = 0, 0
    for index, token in enumerate(item):
        inside = depth
        depth += (token.text == "(") - (token.text == ")")
        if inside or index == 0 or token.kind != "word":
            continue
        named = begun and item[begun].value == "CONSTRAINT" and index == begun + 2
        if not named and token.value in (*_KINDS, "CONSTRAINT") and _begins(item, index, dialect):
            begun = index
            yield index


def _begins(item: Sequence[Token], index: int, dialect: str) -> bool:
    """Whether a word begins a clause here, or belongs to the one before."""
    word, before = item[index].value, item[index - 1].value
    after = item[index + 1].value if index + 1 < len(item) else ""
    if before in ("SET", "BY", "ALWAYS", "DEFAULT", "CONSTRAINT") or (before == "NOT" and word == "NULL"):
        return item[index - 1].kind != "word" or index == 1
    if word == "NOT":
        return after == "NULL"
    if word == "ON":
        return after == "UPDATE" and not any(token.value == "REFERENCES" for token in item[:index])
    if word == "COLLATE":
        return dialect not in ("mysql", "mariadb")
    return True


def mentions(text: str, column: str, dialect: str) -> bool:
    """Whether a column's name stands in an expression; a word before a parenthesis is a function."""
    try:
        seen = tokens(text, dialect)
    except ValueError:
        return True
    following = [*(token.text for token in seen[1:]), ""]
    return any(
        token.kind in ("word", "name")
        and bare(token).lower() == column.lower()
        and not (token.kind == "word" and after == "(")
        for token, after in zip(seen, following, strict=True)
    )


def names(text: str, dialect: str) -> frozenset[str]:
    """Every name in a text, in lower case, keywords and functions among them."""
    return frozenset(bare(token).lower() for token in tokens(text, dialect) if token.kind in ("word", "name"))


def definition_of(table: SeenTable, name: Callable[[str], str]) -> Definition:
    """The definition of a table whose database keeps no text of it; `name` quotes."""
    columns = (_seen_column(column, name) for column in table.columns)
    constraints = (
        ConstraintPart(c.kind, f"CONSTRAINT {name(c.name)} {c.text}" if c.name else c.text, c.name, c.columns)
        for c in table.constraints
    )
    return Definition(tuple(columns), tuple(constraints))


def _seen_column(column: SeenColumn, name: Callable[[str], str]) -> ColumnPart:
    clauses = [Clause("collate", f"COLLATE {column.collation}")] if column.collation else []
    if column.generated is not None:
        clauses.append(Clause("generated", f"GENERATED ALWAYS AS ({column.generated}) STORED"))
    elif column.identity is not None:
        clauses.append(Clause("generated", f"GENERATED {column.identity.upper()} AS IDENTITY"))
    elif column.default is not None:
        clauses.append(Clause("default", f"DEFAULT {column.default}"))
    if not column.nullable:
        named = f"CONSTRAINT {name(column.notnull_name)} " if column.notnull_name else ""
        clauses.append(Clause("notnull", f"{named}NOT NULL", column.notnull_name))
    return ColumnPart(column.name, name(column.name), column.type, tuple(clauses))
