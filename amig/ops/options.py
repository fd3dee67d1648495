"""Keywords that only some dialects know, typed once per kind of object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from sqlalchemy import ColumnElement, TextClause

Condition = ColumnElement[bool] | TextClause | str
Autoincrement = bool | Literal["auto", "ignore_fk"]


class IndexOptions(TypedDict, total=False):
    """Of `create_index`, `drop_index`."""

    quote: bool | None
    info: dict[Any, Any]
    postgresql_concurrently: bool
    postgresql_include: Sequence[str]
    postgresql_invalid: bool
    postgresql_nulls_not_distinct: bool
    postgresql_ops: Mapping[str, str]
    postgresql_tablespace: str
    postgresql_using: str | Literal[False]
    postgresql_where: Condition
    postgresql_with: Mapping[str, Any]
    mysql_length: int | Mapping[str, int]
    mysql_prefix: str
    mysql_using: str
    mysql_with_parser: str
    mariadb_length: int | Mapping[str, int]
    mariadb_prefix: str
    mariadb_using: str
    mariadb_with_parser: str
    sqlite_where: Condition
    mssql_clustered: bool | None
    mssql_columnstore: bool | None
    mssql_include: Sequence[str]
    mssql_where: Condition
    oracle_bitmap: bool
    oracle_compress: bool | int
    oracle_tablespace: str
    oracle_vector: Any


class TableOptions(TypedDict, total=False):
    """Of `create_table`."""

    comment: str | None
    info: dict[Any, Any]
    prefixes: Sequence[str]
    listeners: Sequence[tuple[str, Any]]
    quote: bool | None
    quote_schema: bool | None
    implicit_returning: bool
    postgresql_ignore_search_path: bool
    postgresql_inherits: str | Sequence[str]
    postgresql_on_commit: str
    postgresql_partition_by: str
    postgresql_tablespace: str
    postgresql_using: str
    postgresql_with: Mapping[str, Any]
    postgresql_with_oids: bool
    mysql_auto_increment: str
    mysql_charset: str
    mysql_collate: str
    mysql_comment: str
    mysql_default_charset: str
    mysql_engine: str
    mysql_partition_by: str
    mysql_partitions: str
    mysql_row_format: str
    mysql_subpartition_by: str
    mysql_subpartitions: str
    mariadb_charset: str
    mariadb_collate: str
    mariadb_engine: str
    mariadb_row_format: str
    sqlite_autoincrement: bool
    sqlite_strict: bool
    sqlite_with_rowid: bool
    oracle_compress: bool | int
    oracle_on_commit: str
    oracle_resolve_synonyms: bool
    oracle_tablespace: str


class AlterOptions(TypedDict, total=False):
    """Of `alter_column`."""

    autoincrement: Autoincrement | None
    existing_autoincrement: Autoincrement | None
    postgresql_using: str


class DropColumnOptions(TypedDict, total=False):
    """Of `drop_column`."""

    mssql_drop_default: bool
    mssql_drop_check: bool
    mssql_drop_foreign_key: bool


class UniqueOptions(TypedDict, total=False):
    """Of `create_unique_constraint`."""

    deferrable: bool | None
    initially: str | None
    info: dict[Any, Any]
    comment: str | None
    postgresql_include: Sequence[str]
    postgresql_nulls_not_distinct: bool
    sqlite_on_conflict: str
    mssql_clustered: bool | None


class CheckOptions(TypedDict, total=False):
    """Of `create_check_constraint`."""

    deferrable: bool | None
    initially: str | None
    info: dict[Any, Any]
    comment: str | None
    postgresql_not_valid: bool
    sqlite_on_conflict: str


class ExcludeOptions(TypedDict, total=False):
    """Of `create_exclude_constraint`."""

    where: Condition
    using: str
    ops: Mapping[str, str]
    deferrable: bool | None
    initially: str | None
    info: dict[Any, Any]
    comment: str | None


class SequenceOptions(TypedDict, total=False):
    """Of `create_sequence`, `alter_sequence`."""

    start: int
    increment: int
    minvalue: int
    maxvalue: int
    nominvalue: bool
    nomaxvalue: bool
    cycle: bool
    cache: int
    order: bool
    data_type: Any


class ForeignKeyOptions(TypedDict, total=False):
    """Of `create_foreign_key`."""

    info: dict[Any, Any]
    comment: str | None
    postgresql_not_valid: bool
    sqlite_on_conflict: str
