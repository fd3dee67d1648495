"""PostgreSQL: table locks, as its manual has them and as the tests ask the server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from amig.impl.effects.effect import NO_LOCK, UNKNOWN, Effect, Row, first_match, strongest
from amig.impl.effects.types import keeps_values
from amig.impl.effects.words import actions
from amig.ops.alter import AlterColumn

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive

_ACCESS_SHARE = Effect("ACCESS SHARE")
_ROW_SHARE = Effect("ROW SHARE")
_ROW = Effect("ROW EXCLUSIVE")
_UPDATE = Effect("SHARE UPDATE EXCLUSIVE")
_SHARE = Effect("SHARE", "writes")
_SHARE_ROW = Effect("SHARE ROW EXCLUSIVE", "writes")
_EXCLUSIVE = Effect("EXCLUSIVE", "writes")
_ALL = Effect("ACCESS EXCLUSIVE", "reads and writes")
_ALL_ANEW = Effect("ACCESS EXCLUSIVE", "reads and writes", rewrites=True)
_ALL_PERHAPS = Effect("ACCESS EXCLUSIVE", "reads and writes", rewrites=None)

_IN_ORDER = (None, *(e.lock for e in (_ACCESS_SHARE, _ROW_SHARE, _ROW, _UPDATE, _SHARE, _SHARE_ROW, _EXCLUSIVE, _ALL)))
_ORDER = {lock: number for number, lock in enumerate(_IN_ORDER)}
_NAMED = r"ADD (?:CONSTRAINT \S+ )?"

_ACTIONS: tuple[Row, ...] = (
    (rf"{_NAMED}FOREIGN KEY", _SHARE_ROW),
    (rf"{_NAMED}(?:CHECK|UNIQUE|PRIMARY KEY|EXCLUDE|NOT NULL) ", _ALL),
    (r"VALIDATE CONSTRAINT", _UPDATE),
    (r"ALTER (?:COLUMN )?\S+ SET (?:STATISTICS|\()", _UPDATE),
    (r"SET (?:TABLESPACE|UNLOGGED|LOGGED|ACCESS METHOD)", _ALL_ANEW),
    (r"(?:SET|RESET) \(|CLUSTER ON|SET WITHOUT CLUSTER", _UPDATE),
    (r"(?:ENABLE|DISABLE) (?:ALWAYS |REPLICA )?TRIGGER", _SHARE_ROW),
    (r"DETACH PARTITION \S+ CONCURRENTLY", _UPDATE),
)
_STATEMENTS: tuple[Row, ...] = (
    (r"CREATE TABLE .* PARTITION OF ", _ALL),
    (r"CREATE (?:TEMPORARY |TEMP |UNLOGGED )?TABLE .*\bREFERENCES ", _SHARE_ROW),
    (r"CREATE (?:UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|REINDEX .*CONCURRENTLY", _UPDATE),
    (r"CREATE (?:UNIQUE )?INDEX", _SHARE),
    (r"REINDEX", _SHARE),
    (r"CREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER", _SHARE_ROW),
    (r"CREATE OR REPLACE VIEW|ALTER VIEW|DROP (?:TABLE|INDEX|VIEW|MATERIALIZED VIEW|TRIGGER|RULE|POLICY)", _ALL),
    (r"CREATE (?:OR REPLACE )?(?:RULE|POLICY)|ALTER POLICY|TRUNCATE", _ALL),
    (r"DROP (?:TYPE|SCHEMA|DOMAIN|EXTENSION|FUNCTION) .*CASCADE", UNKNOWN),
    (r"COMMENT ON (?:TABLE|COLUMN|VIEW|INDEX|MATERIALIZED VIEW)", _UPDATE),
    (r"REFRESH MATERIALIZED VIEW CONCURRENTLY", _EXCLUSIVE),
    (r"REFRESH MATERIALIZED VIEW|CLUSTER|VACUUM (?:\( )?FULL", _ALL_ANEW),
    (r"VACUUM|ANALYZE", _UPDATE),
    (r"INSERT|UPDATE|DELETE|MERGE|COPY \S+ (?:\(.*\) )?FROM|WITH .*\b(?:INSERT|UPDATE|DELETE|MERGE)\b", _ROW),
    (r"SELECT .*\bFOR (?:UPDATE|NO KEY UPDATE|SHARE|KEY SHARE)", _ROW_SHARE),
    (r"SELECT|COPY|TABLE |VALUES|WITH|CREATE (?:MATERIALIZED )?VIEW", _ACCESS_SHARE),
    (r"CREATE|ALTER (?:TYPE|SEQUENCE|FUNCTION|DOMAIN|EXTENSION|SCHEMA)|DROP|GRANT|REVOKE|SET|SHOW|COMMENT", NO_LOCK),
)

_VOLATILE = re.compile(
    r"\b(?:GEN_RANDOM_UUID|UUIDV[47]|UUID_GENERATE_V\d\w*|RANDOM|CLOCK_TIMESTAMP|TIMEOFDAY|NEXTVAL) \("
)
_STABLE = re.compile(
    r"DEFAULT (?:'s'|[-+]? ?[\d.]+|TRUE|FALSE|NULL|CURRENT_\w+|LOCALTIME\w*|(?:NOW|STATEMENT_TIMESTAMP) \( \))"
    r"(?: :: .*)?"
    r"(?: (?:NOT )?NULL| CHECK .*| REFERENCES .*| UNIQUE.*| CONSTRAINT .*)*$"
)
_ALWAYS_ANEW = re.compile(r"\) STORED\b|AS IDENTITY\b|\b(?:BIG|SMALL)?SERIAL\d?\b")
_CONSTANTS_ARE_CHEAP, _PARTITIONS_ARE_CHEAP = (11,), (12,)


def on_postgresql(words: str, impl: Impl, directive: Directive[Any] | None) -> Effect:
    """The effect of a statement on PostgreSQL; without a server's version the newest is meant."""
    version = getattr(impl.dialect, "server_version_info", None) or (99,)
    if words.startswith("ALTER INDEX"):
        return _UPDATE if "RENAME" in words and version >= _PARTITIONS_ARE_CHEAP else _ALL
    if locked := re.match(r"LOCK (?:TABLE )?.* IN (.*) MODE", words):
        return next(e for e in (_ACCESS_SHARE, _ROW_SHARE, _ROW, _UPDATE, _SHARE, _SHARE_ROW, _EXCLUSIVE, _ALL)
                    if e.lock == locked[1])  # fmt: skip
    if done := actions(words):
        return strongest([_of_action(action, version, impl, directive) for action in done], _ORDER)
    return first_match(words, _STATEMENTS) or UNKNOWN


def _of_action(action: str, version: tuple[int, ...], impl: Impl, directive: Directive[Any] | None) -> Effect:
    if found := first_match(action, _ACTIONS):
        return found
    if action.startswith("ADD "):
        return _of_new_column(action, version)
    if re.match(r"ALTER (?:COLUMN )?\S+ (?:SET DATA )?TYPE ", action):
        return _of_new_type(impl, directive)
    if action.startswith("ATTACH PARTITION"):
        return _UPDATE if version >= _PARTITIONS_ARE_CHEAP else _ALL
    return _ALL


def _of_new_column(action: str, version: tuple[int, ...]) -> Effect:
    """A default that is the same for every row is kept beside the table, since PostgreSQL 11."""
    effect = _ALL
    if _ALWAYS_ANEW.search(action) or _VOLATILE.search(action):
        effect = _ALL_ANEW
    elif " DEFAULT " in action:
        constant = _STABLE.search(action) is not None
        before = _ALL if "DEFAULT NULL" in action else _ALL_ANEW
        effect = before if version < _CONSTANTS_ARE_CHEAP else _ALL if constant else _ALL_PERHAPS
    return strongest([effect, _SHARE_ROW], _ORDER) if " REFERENCES " in action else effect


def _of_new_type(impl: Impl, directive: Directive[Any] | None) -> Effect:
    """Whether values stay as they are is known where the directive says what the type was."""
    if not isinstance(directive, AlterColumn) or directive.type_ is None or directive.existing_type is None:
        return _ALL_PERHAPS
    if directive.options.get("postgresql_using"):
        return _ALL_ANEW
    return _ALL if keeps_values(directive.existing_type, directive.type_, impl) else _ALL_ANEW
