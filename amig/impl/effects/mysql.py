"""MySQL and MariaDB: what InnoDB's online DDL can do, in the words of its LOCK clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from amig.impl.effects.effect import NO_LOCK, UNKNOWN, Effect, Row, first_match, strongest
from amig.impl.effects.types import lengthens
from amig.impl.effects.words import actions
from amig.ops.alter import AlterColumn

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive

_QUICK = Effect("LOCK=NONE")
_ANEW = Effect("LOCK=NONE", rewrites=True)
_SHARED = Effect("LOCK=SHARED", "writes")
_COPY = Effect("LOCK=SHARED", "writes", rewrites=True)
_COPY_PERHAPS = Effect("LOCK=SHARED", "writes", rewrites=None)
_ALONE = Effect("LOCK=EXCLUSIVE", "reads and writes")
_ROWS = Effect("row locks")
_ORDER = {None: 0, _ROWS.lock: 1, _QUICK.lock: 2, _SHARED.lock: 3, _ALONE.lock: 4}
_NAMED = r"ADD (?:CONSTRAINT (?:\S+ )?)?"

_ACTIONS: tuple[Row, ...] = (
    (rf"{_NAMED}FOREIGN KEY", _COPY),
    (rf"{_NAMED}PRIMARY KEY", _ANEW),
    (r"ADD (?:FULLTEXT|SPATIAL)", _COPY_PERHAPS),
    (rf"{_NAMED}(?:UNIQUE|INDEX|KEY)\b", _QUICK),
    (rf"{_NAMED}CHECK", _COPY),
    (r"DROP PRIMARY KEY", _COPY),
    (r"DROP (?:INDEX|KEY|FOREIGN KEY|CONSTRAINT|CHECK)\b", _QUICK),
    (r"DROP (?:PARTITION|SUBPARTITION)|TRUNCATE PARTITION", _ALONE),
    (r"RENAME (?:COLUMN|INDEX|KEY)|ALTER (?:COLUMN )?\S+ (?:SET|DROP) DEFAULT|COMMENT|AUTO_INCREMENT", _QUICK),
    (r"RENAME", _ALONE),
    (r"CONVERT TO|ENGINE(?! = INNODB)", _COPY),
    (r"FORCE|ENGINE|ROW_FORMAT|KEY_BLOCK_SIZE", _ANEW),
)
_STATEMENTS: tuple[Row, ...] = (
    (r"CREATE (?:FULLTEXT|SPATIAL) INDEX", _COPY_PERHAPS),
    (r"(?:CREATE (?:UNIQUE )?INDEX|DROP INDEX)", _QUICK),
    (r"CREATE (?:OR REPLACE )?TRIGGER|DROP TRIGGER|CREATE OR REPLACE TABLE", _ALONE),
    (r"DROP (?:TEMPORARY )?TABLE|TRUNCATE|RENAME TABLE|DROP DATABASE|DROP SCHEMA", _ALONE),
    (r"OPTIMIZE", _ANEW),
    (r"INSERT|UPDATE|DELETE|REPLACE|LOAD DATA|WITH .*\b(?:UPDATE|DELETE)\b|SELECT .*\bFOR (?:UPDATE|SHARE)", _ROWS),
    (r"CREATE|ALTER (?:VIEW|DATABASE|SEQUENCE)|DROP|SELECT|WITH|SET|SHOW|GRANT|REVOKE|ANALYZE", NO_LOCK),
)
_NEW_TYPE = re.compile(r"(?:MODIFY|CHANGE)\b")
_STORED = re.compile(r"\) (?:STORED|PERSISTENT)\b")


def on_mysql(words: str, impl: Impl, directive: Directive[Any] | None) -> Effect:
    """The effect of a statement on MySQL or MariaDB; without a server's version the newest is meant."""
    if locked := re.match(r"LOCK TABLES? .* (READ|WRITE)", words):
        return _ALONE if locked[1] == "WRITE" else _SHARED
    if done := actions(words):
        return strongest([_of_action(action, impl, directive) for action in done], _ORDER)
    return first_match(words, _STATEMENTS) or UNKNOWN


def _of_action(action: str, impl: Impl, directive: Directive[Any] | None) -> Effect:
    if found := first_match(action, _ACTIONS):
        return found
    if action.startswith("ADD "):
        return _of_new_column(action, impl)
    if action.startswith("DROP "):
        return _QUICK if _is_instant(impl, mysql=(8, 0, 29), mariadb=(10, 4)) else _ANEW
    if _NEW_TYPE.match(action) and isinstance(directive, AlterColumn):
        return _of_changed_column(impl, directive)
    return _COPY_PERHAPS


def _is_instant(impl: Impl, *, mysql: tuple[int, ...], mariadb: tuple[int, ...]) -> bool:
    """Whether this server changes what it knows of the table, and nothing in it."""
    of_mariadb = getattr(impl.dialect, "is_mariadb", False)
    known = getattr(impl.dialect, "server_version_info", None) or (999,)
    return tuple(known) >= (mariadb if of_mariadb else mysql)


def _of_new_column(action: str, impl: Impl) -> Effect:
    if _STORED.search(action):
        return _COPY
    if " AUTO_INCREMENT" in action:
        return _COPY
    if " REFERENCES " in action:
        return _COPY_PERHAPS
    placed = re.search(r" (?:FIRST|AFTER \S+)$", action) is not None
    instant = _is_instant(impl, mysql=(8, 0, 29) if placed else (8, 0, 12), mariadb=(10, 4) if placed else (10, 3, 2))
    return _QUICK if instant and not re.search(r" (?:UNIQUE|PRIMARY KEY)", action) else _ANEW


def _of_changed_column(impl: Impl, change: AlterColumn) -> Effect:
    """MODIFY says the whole column again: what of it is new, only the directive knows."""
    if change.type_ is not None:
        if change.existing_type is None:
            return _COPY_PERHAPS
        same = impl.type_spec(change.existing_type) == impl.type_spec(change.type_)
        return _QUICK if same or lengthens(change.existing_type, change.type_) else _COPY
    return _QUICK if change.nullable in (None, change.existing_nullable) else _ANEW
