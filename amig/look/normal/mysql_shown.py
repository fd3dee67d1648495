"""What SHOW CREATE TABLE says, as shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from amig.impl.definition import ClauseKind, ColumnPart, Definition, parsed
from amig.look.normal.mysql_scratch import check_name, has_expressions, index_name
from amig.look.shapes import CheckShape, ColumnShape, IndexShape, TableShape
from amig.look.survey.mysql_columns import is_json
from amig.look.words.mysql import MySQLWords
from amig.look.words.mysql_index import method_of, parts_of

if TYPE_CHECKING:
    from sqlalchemy import Index

    from amig.impl.base import Impl
    from amig.look.normal import Sample, Samples
    from amig.look.shapes import Key

_GENERATED = re.compile(r".*?\bAS\s*(\(.*\))\s*(STORED|PERSISTENT|VIRTUAL)?", re.IGNORECASE | re.DOTALL)


def shapes(impl: Impl, samples: Samples, shown: Mapping[Key, str]) -> dict[Key, TableShape]:
    """The samples in the server's words."""
    reader = _Reader(impl)
    return {key: reader.table(samples.tables[key], parsed(text, "mysql")) for key, text in shown.items()}


class _Reader:
    def __init__(self, impl: Impl) -> None:
        self.impl, self.words = impl, MySQLWords(impl)
        compiler: Any = impl.dialect.ddl_compiler
        self.ddl = compiler(impl.dialect, None)

    def table(self, sample: Sample, made: Definition) -> TableShape:
        """Columns, CHECKs and indexes in the order of the sample."""
        named = {part.name: part.text for part in made.constraints}
        checks = (named[check_name(number)] for number in range(len(sample.checks)))
        return TableShape(
            sample.table.name,
            columns=tuple(self._column(part) for part in made.columns),
            checks=tuple(CheckShape(None, self._after(text, "CHECK")) for text in checks),
            indexes=tuple(self._index(one, named.get(index_name(at))) for at, one in enumerate(sample.indexes)),
        )

    def _after(self, text: str, word: str) -> str:
        return self.words.expression(text.partition(word)[2])

    def _column(self, part: ColumnPart) -> ColumnShape:
        type_ = self.words.type(part.type)
        check = _clause(part, "check")
        if type_ == "longtext" and check is not None and is_json(self._after(check, "CHECK"), part.name):
            type_ = "json"
        generated = _GENERATED.fullmatch(_clause(part, "generated") or "")
        return ColumnShape(
            part.name,
            type_,
            not part.has("notnull"),
            self._default(part, type_),
            self.words.expression(generated[1]) if generated else None,
            (generated[2] or "").upper() in ("STORED", "PERSISTENT") if generated else None,
        )

    def _default(self, part: ColumnPart, type_: str) -> str | None:
        default, updated = _clause(part, "default"), _clause(part, "onupdate")
        if default is None and updated is None:
            return None
        text = "NULL" if default is None else default.split(None, 1)[1]
        return self.words.default(f"{text} {updated}" if updated else text, type_)

    def _index(self, index: Index, text: str | None) -> IndexShape:
        """An index of expressions as it was shown; another one says all by itself."""
        parts, columns = parts_of(index, self.impl.dialect, self.words, self._written)
        if text is not None and has_expressions(index):
            shown = _parts(text[text.index("(") + 1 : text.rindex(")")])
            parts = tuple(
                part if column is not None else self._shown(one)
                for part, column, one in zip(parts, columns, shown, strict=True)
            )
        return IndexShape(index.name, parts, columns, bool(index.unique), method_of(index, self.impl.dialect))

    def _shown(self, text: str) -> str:
        plain = text.removesuffix(" DESC")
        spelled = self.words.expression(plain)
        return f"{spelled} DESC" if plain != text else spelled

    def _written(self, part: Any) -> str:
        return str(self.ddl.sql_compiler.process(part, include_table=False, literal_binds=True))


def _clause(part: ColumnPart, kind: ClauseKind) -> str | None:
    return next((clause.text for clause in part.clauses if clause.kind == kind), None)


def _parts(text: str) -> list[str]:
    """The parts of an index, between commas that no parenthesis and no string holds."""
    found, depth = [""], 0
    for piece in re.findall(r"'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|.", text, re.DOTALL):
        depth += (piece == "(") - (piece == ")")
        if piece == "," and not depth:
            found.append("")
        else:
            found[-1] += piece
    return [part.strip() for part in found]
