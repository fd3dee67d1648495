"""The comparators, one kind of difference each: generators over values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from amig.autogen.compare import autoincrement as _autoincrement
from amig.autogen.compare import checks as _checks
from amig.autogen.compare import columns as _columns
from amig.autogen.compare import enums as _enums
from amig.autogen.compare import excludes as _excludes
from amig.autogen.compare import extensions as _extensions
from amig.autogen.compare import foreign_keys as _foreign_keys
from amig.autogen.compare import functions as _functions
from amig.autogen.compare import grants as _grants
from amig.autogen.compare import indexes as _indexes
from amig.autogen.compare import materialized_views as _materialized_views
from amig.autogen.compare import policies as _policies
from amig.autogen.compare import primary_keys as _primary_keys
from amig.autogen.compare import sequences as _sequences
from amig.autogen.compare import serials as _serials
from amig.autogen.compare import sqlite_options as _sqlite_options
from amig.autogen.compare import storage as _storage
from amig.autogen.compare import table_comments as _table_comments
from amig.autogen.compare import table_options as _table_options
from amig.autogen.compare import tables as _tables
from amig.autogen.compare import triggers as _triggers
from amig.autogen.compare import uniques as _uniques
from amig.autogen.compare import views as _views
from amig.autogen.compare.alter import ASPECTS
from amig.autogen.compare.alter import altered as _altered
from amig.autogen.compare.pair import Both as Both
from amig.autogen.compare.pair import TablePair as TablePair
from amig.autogen.found import Found

COMPARATORS: dict[str, Callable[[Both], Iterator[Found]]] = {
    "tables": _tables.tables,
    "enums": _enums.enums,
    "sequences": _sequences.sequences,
    "serials": _serials.serials,
    "extensions": _extensions.extensions,
    "functions": _functions.functions,
    "views": _views.views,
    "materialized_views": _materialized_views.materialized_views,
    "triggers": _triggers.triggers,
    "policies": _policies.policies,
    "grants": _grants.grants,
}
"""What is compared as a whole."""

TABLE_COMPARATORS: dict[str, Callable[[TablePair], Iterator[Found]]] = {
    "columns": _columns.columns,
    "checks": _checks.checks,
    "alterations": _altered,
    "primary_keys": _primary_keys.primary_keys,
    "uniques": _uniques.uniques,
    "excludes": _excludes.excludes,
    "foreign_keys": _foreign_keys.foreign_keys,
    "indexes": _indexes.indexes,
    "storage": _storage.storage,
    "table_comments": _table_comments.table_comments,
    "table_options": _table_options.table_options,
    "autoincrement": _autoincrement.autoincrement,
    "sqlite_options": _sqlite_options.sqlite_options,
}
"""What is compared of each table that both sides have."""


def compared(both: Both, without: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Every difference, in no particular order; some comparators may be left out."""
    for name, whole in COMPARATORS.items():
        if name not in without:
            yield from whole(both)
    for pair in _enums.after_replacing(both):
        yield from differences(pair)


def differences(pair: TablePair) -> Iterator[Found]:
    """Every difference of one table."""
    for name, of_table in TABLE_COMPARATORS.items():
        if name not in pair.without:
            yield from of_table(pair)


def comparators() -> tuple[str, ...]:
    """The names of all comparators."""
    return (*COMPARATORS, *TABLE_COMPARATORS, *ASPECTS)
