"""What a DDL statement makes true of a database: how to tell afterwards whether it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amig.aside import aside
from amig.impl.effects.words import split
from amig.ops.base import OnTable
from amig.ops.tokens import Token, tokens

if TYPE_CHECKING:
    from amig.ops.seen import Seen, SeenTable

Kind = Literal[
    "relation",
    "column",
    "index",
    "constraint",
    "unique",
    "foreignkey",
    "check",
    "exclude",
    "primary",
    "trigger",
    "again",
]


@dataclass(frozen=True, slots=True)
class Fact:
    """That something is there, or is not; `again`: the statement does no harm twice. `parent` is its table."""

    kind: Kind
    name: str = ""
    there: bool = True
    parent: OnTable | None = None

    @property
    def table(self) -> OnTable:
        """What has to be looked at."""
        return self.parent or on_table(self.name)


_MARK = "\x01"
_NAME = r"(\S+)"
_NEW_NAME = rf"(?:RENAME COLUMN|RENAME(?= \S+ TO )|CHANGE(?: COLUMN)?) {_NAME} (?:TO )?{_NAME}"
_GUARD = r"(?:IF (?:NOT )?EXISTS )?"
_AGAIN = re.compile(
    r"CREATE OR REPLACE |(?:CREATE|DROP) .*?\bIF (?:NOT )?EXISTS |TRUNCATE |ANALYZE |OPTIMIZE |VACUUM|REINDEX |GRANT "
    r"|REVOKE |COMMENT ON |SELECT |SHOW |SET |REFRESH |ALTER TYPE .* ADD VALUE IF NOT EXISTS "
    r"|(?:BEGIN|START TRANSACTION)\b",
    re.IGNORECASE,
)
_STATEMENTS: tuple[tuple[str, Kind, bool], ...] = (
    (rf"CREATE (?:UNLOGGED |TEMPORARY )?TABLE {_GUARD}{_NAME}(?!.* AS SELECT |.*\) SELECT )", "relation", True),
    (rf"CREATE (?:MATERIALIZED )?VIEW {_NAME}", "relation", True),
    (rf"CREATE SEQUENCE {_NAME}", "relation", True),
    (rf"DROP (?:TABLE|VIEW|MATERIALIZED VIEW|SEQUENCE) {_NAME}(?: CASCADE| RESTRICT)?$", "relation", False),
    (rf"DROP INDEX CONCURRENTLY {_NAME}$", "relation", False),
    (rf"DROP INDEX {_NAME}$", "relation", False),
)
_ON_TABLES: tuple[tuple[str, Kind, bool], ...] = (
    (
        rf"CREATE (?:\w+ )?INDEX (?:CONCURRENTLY )?{_GUARD}{_NAME} (?:USING \S+ )?ON (?:ONLY )?{_NAME}",
        "index",
        True,
    ),
    (rf"DROP INDEX {_NAME} ON {_NAME}", "index", False),
    (rf"CREATE TRIGGER {_NAME} (?:BEFORE|AFTER) .*? ON {_NAME}", "trigger", True),
)
_ACTIONS: tuple[tuple[str, Kind, bool], ...] = (
    (rf"ADD (?:FULLTEXT |SPATIAL )?(?:INDEX|KEY) {_NAME} ", "index", True),
    (rf"ADD UNIQUE (?:INDEX |KEY ){_NAME} \(", "index", True),
    (rf"ADD CONSTRAINT {_NAME} UNIQUE", "unique", True),
    (rf"ADD CONSTRAINT {_NAME} FOREIGN", "foreignkey", True),
    (rf"ADD CONSTRAINT {_NAME} CHECK", "check", True),
    (rf"ADD CONSTRAINT {_NAME} EXCLUDE", "exclude", True),
    (r"ADD (?:CONSTRAINT \S+ )?PRIMARY KEY", "primary", True),
    (r"DROP PRIMARY KEY", "primary", False),
    (rf"DROP (?:INDEX|KEY) {_NAME}$", "index", False),
    (rf"DROP FOREIGN KEY {_NAME}", "foreignkey", False),
    (rf"DROP CHECK {_NAME}", "check", False),
    (rf"DROP CONSTRAINT {_NAME}", "constraint", False),
    (rf"ADD COLUMN {_NAME}", "column", True),
    (
        rf"ADD (?!(?:CONSTRAINT|UNIQUE|FOREIGN|CHECK|PARTITION|PERIOD|SYSTEM|EXCLUDE|FULLTEXT|SPATIAL) |\(){_NAME}",
        "column",
        True,
    ),
    (rf"DROP COLUMN {_NAME}", "column", False),
    (rf"DROP (?!PARTITION |PERIOD |SYSTEM |DEFAULT |SUBPARTITION ){_NAME}(?: CASCADE| RESTRICT)?$", "column", False),
)
_HARMLESS = re.compile(
    r"MODIFY |ALTER (?:COLUMN )?\S+ (?:SET|DROP|TYPE)\b|COMMENT|ENGINE|ROW_FORMAT|AUTO_INCREMENT|CONVERT TO|DEFAULT "
    r"|ALGORITHM|LOCK\b|CHARACTER SET|COLLATE|.*\bIF (?:NOT )?EXISTS |VALIDATE CONSTRAINT |SET |OWNER TO |FORCE$"
    r"|ENABLE |DISABLE ",
    re.IGNORECASE,
)
_ALTERED = re.compile(r"ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\S+) (?=\S)", re.IGNORECASE)
_ENDS = re.compile(r"(?:RELEASE|COMMIT)\b", re.IGNORECASE)
_USUAL = re.compile(
    r"CREATE TABLE [a-z_]\w*(?:\.[a-z_]\w*)? \((?!.*\bSELECT\b)[\w\s(),.]*$"
    r"|ALTER TABLE [a-z_]\w*(?:\.[a-z_]\w*)? ADD COLUMN [a-z_]\w* [\w ()]*$",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
"""What most revisions say, with no name that is quoted: what holds afterwards can be told of all of these."""
_CONCURRENT = re.compile(r"CREATE (?:UNIQUE )?INDEX CONCURRENTLY ", re.IGNORECASE)


def facts_of(sql: str, dialect: str) -> tuple[Fact, ...]:
    """What holds once a statement has happened; nothing where that cannot be said of it."""
    try:
        words = _Words(tokens(sql, dialect), dialect)
    except ValueError:
        return ()
    return tuple(words.facts())


def is_shown(sql: str, dialect: str) -> bool:
    """Whether it can be said what holds once a statement has happened; the usual ones are known by their look."""
    return is_usual(sql) or bool(facts_of(sql, dialect))


def is_usual(sql: str) -> bool:
    """Whether nothing has to be taken apart for that."""
    return _USUAL.match(sql) is not None


async def ready_for(texts: Sequence[str] | None, dialect: str) -> None:
    """Import, in a worker thread, what takes statements apart, unless these are all that will be asked about."""
    if texts is None or not all(map(is_usual, texts)):
        await aside(facts_of, "SELECT 1", dialect)


def leaves_a_rest(sql: str) -> bool:
    """Whether a statement that failed may have left something behind: an index that is not valid."""
    return _CONCURRENT.match(" ".join(sql.split())) is not None


def tells_its_end(sql: str) -> bool:
    """Whether a statement ends the transaction in which the ledger was told of it: who reads of it knows it is done."""
    return _ENDS.match(sql.lstrip()) is not None


def holds(fact: Fact, seen: Seen) -> bool:
    """Whether a fact is so, as far as was looked; an index that is not valid is none."""
    table = seen.table(*fact.table)
    match fact.kind:
        case "relation":
            found = on_table(fact.name).name.lower() in seen.names
        case "column":
            found = table is not None and table.column(fact.name) is not None
        case "index" | "unique" | "foreignkey" | "check" | "exclude" | "constraint":
            found = table is not None and _is_on(table, fact)
        case "primary":
            found = table is not None and any(one.kind == "primary" for one in table.constraints)
        case "trigger":
            found = table is not None and fact.name in {one.name for one in table.triggers}
        case "again":
            return False
    return found is fact.there


def _is_on(table: SeenTable, fact: Fact) -> bool:
    """Whether a table has an index or a constraint of this name and kind.

    A foreign key's index has its name on MySQL, and stays when the key is dropped: it does not stand for it.
    """
    index, name = table.index(fact.name), fact.name.lower()
    kinds: set[str] = {one.kind for one in table.constraints if one.name is not None and one.name.lower() == name}
    if index is not None and index.valid:
        kinds |= {"index", "unique"} if index.unique else {"index"}
    match fact.kind:
        case "constraint":
            return bool(kinds - {"index"})
        case "index":
            return not kinds.isdisjoint(("index", "unique", "exclude"))
        case _:
            return fact.kind in kinds


def on_table(name: str) -> OnTable:
    """A table by its name, which may be `schema.table`."""
    schema, _, table = name.rpartition(".")
    return OnTable(table, schema or None)


class _Words:
    """A statement as one line: quoted names are marks, so that no pattern takes them for words."""

    def __init__(self, found: list[Token], dialect: str) -> None:
        self.tokens, self.dialect = found, dialect
        shown = (self._shown(index, token) for index, token in enumerate(found))
        self.line = re.sub(r" ?\. ?", ".", " ".join(shown)).rstrip(" ;")

    def _shown(self, index: int, token: Token) -> str:
        marked = {"name": f"{_MARK}{index}{_MARK}", "string": "'s'"}
        return marked.get(token.kind, token.text)

    def name(self, text: str) -> str:
        """A name as the catalogue has it."""
        return ".".join(self._plain(part) for part in text.split("."))

    def _plain(self, part: str) -> str:
        if part.startswith(_MARK):
            return self.tokens[int(part.strip(_MARK))].value
        return part.lower() if self.dialect == "postgresql" else part

    def facts(self) -> Iterator[Fact]:
        """One for each thing that the statement does; none where one of them is not understood."""
        if altered := _ALTERED.match(self.line):
            table = on_table(self.name(altered[1]))
            several = [list(self._of_action(part, table)) for part in split(self.line[altered.end() :])]
            yield from (fact for some in several for fact in some) if all(several) else ()
            return
        for pattern, kind, there in _ON_TABLES:
            if found := re.match(pattern, self.line, re.IGNORECASE):
                yield Fact(kind, self.name(found[1]), there, on_table(self.name(found[2])))
                return
        yield from self._of_statement()

    def _of_statement(self) -> Iterator[Fact]:
        if _AGAIN.match(self.line):
            yield Fact("again")
            return
        if found := re.match(rf"RENAME TABLE {_NAME} TO {_NAME}$", self.line, re.IGNORECASE):
            yield from self._renamed(self.name(found[1]), self.name(found[2]))
            return
        for pattern, kind, there in _STATEMENTS:
            if found := re.match(pattern, self.line, re.IGNORECASE):
                yield Fact(kind, self.name(found[1]), there)
                return

    @staticmethod
    def _renamed(old: str, new: str) -> Iterator[Fact]:
        yield Fact("relation", old, there=False)
        yield Fact("relation", new)

    def _of_action(self, action: str, table: OnTable) -> Iterator[Fact]:
        if found := re.match(_NEW_NAME, action, re.IGNORECASE):
            old, new = self.name(found[1]), self.name(found[2])
            same = old.lower() == new.lower()
            yield from (
                [Fact("again")]
                if same
                else [
                    Fact("column", old, there=False, parent=table),
                    Fact("column", new, parent=table),
                ]
            )
        elif found := re.match(rf"RENAME (?:INDEX|KEY) {_NAME} TO {_NAME}", action, re.IGNORECASE):
            yield Fact("index", self.name(found[1]), there=False, parent=table)
            yield Fact("index", self.name(found[2]), parent=table)
        elif found := re.match(rf"RENAME (?:TO |AS )?{_NAME}$", action, re.IGNORECASE):
            schema = f"{table.schema}." if table.schema else ""
            new = self.name(found[1])
            yield from self._renamed(f"{schema}{table.name}", new if "." in new else f"{schema}{new}")
        elif _HARMLESS.match(action):
            yield Fact("again")
        else:
            yield from self._of_change(action, table)

    def _of_change(self, action: str, table: OnTable) -> Iterator[Fact]:
        for pattern, kind, there in _ACTIONS:
            if found := re.match(pattern, action, re.IGNORECASE):
                yield Fact(kind, self.name(found[1]) if found.groups() else "", there, table)
                return
