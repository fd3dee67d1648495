"""What env.py may say of one database, checked and made into what a run needs."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal, TextIO, TypedDict

from sqlalchemy import URL, MetaData

from amig.autogen.hook import place_of, told
from amig.config import Config
from amig.context import RunOptions
from amig.errors import BadConfigError, ImportFailedError, UnknownOptionError
from amig.ops import Operations


class EnvOptions(TypedDict, total=False):
    """The options of `env.run_migrations`: for this database, instead of the configuration's.

    Those of a comparison are carried along for it. Callables may be plain or async.
    """

    version_table: str
    version_table_schema: str | None
    version_table_pk: bool
    transaction: Literal["revision", "run", "none"]
    pooler: Literal["none", "transaction"]
    transaction_per_migration: bool
    transactional_ddl: bool
    lock_wait: float
    lock_timeout: float
    statement_timeout: float
    answer_wait: float
    retries: int
    destructive: Literal["allow", "refuse"]
    ledger: bool
    strict: bool
    app: str | None
    operations: type[Operations] | None
    target_metadata: Any
    arguments: Mapping[str, Any]
    on_version_apply: Callable[..., Awaitable[None] | None] | Sequence[Callable[..., Awaitable[None] | None]]
    name: str | None

    url: str | URL
    dialect_name: str
    dialect_opts: Mapping[str, Any]
    output_buffer: TextIO
    literal_binds: bool
    starting_rev: str
    tag: str
    mssql_batch_separator: str | None
    oracle_batch_separator: str | None

    include_name: Callable[..., Any]
    include_object: Callable[..., Any]
    include_schemas: bool
    render_as_batch: bool
    process_revision_directives: Any
    compare_type: bool | Callable[..., Any]
    compare_server_default: bool | Callable[..., Any]
    render_item: Callable[..., Any]
    template_args: Mapping[str, Any]
    upgrade_token: str
    downgrade_token: str
    alembic_module_prefix: str | None
    sqlalchemy_module_prefix: str | None
    user_module_prefix: str | None
    autogenerate_plugins: Sequence[Any]
    ignore: str | Sequence[str]


_OF_THE_RUN = (
    *("version_table", "version_table_schema", "version_table_pk"),
    *("transaction", "pooler", "lock_wait", "destructive", "operations", "ledger", "strict", "app"),
    *("lock_timeout", "statement_timeout", "retries", "answer_wait"),
)

_CALLED = ("on_version_apply", "include_name", "include_object", "render_item")


def run_options(config: Config, given: EnvOptions) -> RunOptions:
    """The options of a run on one database; raises BadConfigError, UnknownOptionError."""
    opts: dict[str, Any] = dict(given)
    _refuse_near_misses(opts)
    _refuse_bad_values(opts)
    metadata = opts.get("target_metadata", config.metadata)
    mine: dict[str, Any] = {
        "version_table": config.version_table,
        "version_table_schema": config.version_table_schema,
        "transaction": config.transaction,
        "pooler": config.pooler,
        "lock_wait": config.lock_wait,
        "lock_timeout": config.lock_timeout,
        "statement_timeout": config.statement_timeout,
        "retries": config.retries,
        "answer_wait": config.answer_wait,
        "destructive": config.destructive,
        "ledger": config.ledger,
        "strict": config.strict,
        "app": config.app,
        "operations": _operations(config),
        **{name: opts[name] for name in _OF_THE_RUN if name in opts},
    }
    if "transaction" not in opts and "transaction_per_migration" in opts:
        mine["transaction"] = "revision" if opts["transaction_per_migration"] else "run"
    if opts.get("transactional_ddl") is False:
        mine["transaction"] = "none"
    return RunOptions(
        **mine,
        convention=partial(_convention, config, metadata),
        arguments={"database": config.name, **opts.get("arguments", {})},
        on_version_apply=several(opts.get("on_version_apply")),
        name=opts.get("name", config.name),
        separators={name: opts[f"{name}_batch_separator"] for name in ("mssql", "oracle") if _separated(opts, name)},
        opts=opts,
        config=config,
    )


def _separated(opts: Mapping[str, Any], name: str) -> bool:
    return f"{name}_batch_separator" in opts


def _refuse_near_misses(opts: Mapping[str, Any]) -> None:
    from difflib import get_close_matches

    for name in opts.keys() - EnvOptions.__annotations__.keys():
        if near := tuple(get_close_matches(name, list(EnvOptions.__annotations__), 3, 0.8)):
            raise UnknownOptionError("env.run_migrations()", name, near)


def _refuse_bad_values(opts: Mapping[str, Any]) -> None:
    """The values that a run uses, whether or not it comes to use them; raises BadConfigError."""
    place = "env.run_migrations()"
    checked = ("transaction", "pooler", "destructive", "version_table", "lock_wait", *_OF_THE_RUN[-7:])
    try:
        Config(**{name: opts[name] for name in checked if name in opts})
    except BadConfigError as error:
        raise BadConfigError(place, error.key, error.problem) from None
    for name in _CALLED:
        if not all(map(callable, several(opts.get(name)))):
            raise BadConfigError(place, name, f"is {opts[name]!r}, which cannot be called")


def several(given: Any) -> tuple[Any, ...]:
    """One or several of something, or None for nothing, as a tuple."""
    if given is None:
        return ()
    return tuple(given) if isinstance(given, list | tuple | set) else (given,)


def imported(config: Config, key: str, name: str) -> Any:
    """The object that `pkg.module:name` means; raises BadConfigError."""
    module, _, attribute = name.partition(":")
    if not attribute:
        raise BadConfigError(where(config), key, f"is `{name}`; write it as `package.module:name`")
    try:
        config.put_on_path()
        found = importlib.import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except Exception as error:
        if _is_name(error, name):
            problem = f"names `{name}`, which cannot be imported: {error}"
            raise BadConfigError(where(config), key, problem) from error
        raise ImportFailedError(where(config), key, name, place_of(error), told(error)) from error
    return found


def _is_name(error: Exception, name: str) -> bool:
    """Whether it is the name itself that leads nowhere, and not something in the module."""
    module = name.partition(":")[0]
    if isinstance(error, ModuleNotFoundError):
        return error.name is not None and f"{module}.".startswith(f"{error.name}.")
    return isinstance(error, AttributeError) and error.__traceback__ is not None and error.__traceback__.tb_next is None


def where(config: Config) -> str:
    """What the configuration is called in messages."""
    return config.where


def _operations(config: Config) -> type[Operations] | None:
    if config.operations is None:
        return None
    found = imported(config, "operations", config.operations)
    if not (isinstance(found, type) and issubclass(found, Operations)):
        raise BadConfigError(
            where(config), "operations", f"names `{config.operations}`, which is no subclass of Operations"
        )
    return found


def metadata_of(config: Config, given: Any) -> tuple[MetaData, ...]:
    """The models: a MetaData, a declarative base that has one, the name of either, or several; each MetaData once.

    Raises BadConfigError.
    """
    found = []
    for one in given if isinstance(given, list | tuple) else [given]:
        named = imported(config, "metadata", one) if isinstance(one, str) else one
        of_base = getattr(named, "metadata", None)
        metadata = of_base if isinstance(of_base, MetaData) else named
        if metadata is not None and not isinstance(metadata, MetaData):
            raise BadConfigError(where(config), "metadata", f"is {named!r}, which is no MetaData")
        found += [metadata] if metadata is not None else []
    return tuple(dict.fromkeys(found))


def _convention(config: Config, given: Any) -> Mapping[str, Any] | None:
    """The naming convention of the models' metadata, where it has one of its own; raises BadConfigError."""
    usual = MetaData().naming_convention
    own = (one.naming_convention for one in metadata_of(config, given))
    return next((convention for convention in own if convention != usual), None)
