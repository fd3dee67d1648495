"""What env.py and the configuration say of a comparison, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from amig.autogen.hook import guarded
from amig.errors import BadConfigError

_WHERE = "env.run_migrations()"
_EITHER = ("compare_type", "compare_server_default")
_FLAGS = ("include_schemas", "render_as_batch")
_PREFIXES = ("alembic_module_prefix", "sqlalchemy_module_prefix", "user_module_prefix")
Hook = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AutogenOptions:
    """The hooks of one comparison, as plain callables, and its settings.

    `compare_type` and `compare_server_default` are True, False, or what answers for one column: None leaves it to amig.
    `ignore` are patterns of `kind path`. `plugins` are names, patterns and Plugins.
    """

    include_name: Hook | None = None
    include_object: Hook | None = None
    include_schemas: bool = False
    compare_type: bool | Hook = True
    compare_server_default: bool | Hook = True
    render_item: Hook | None = None
    process_revision_directives: tuple[Hook, ...] = ()
    plugins: tuple[Any, ...] = ("amig.autogenerate.*",)
    render_as_batch: bool | None = None
    template_args: Mapping[str, Any] = field(default_factory=dict)
    upgrade_token: str = "upgrades"  # noqa: S105 - the name of a template's variable
    downgrade_token: str = "downgrades"  # noqa: S105
    alembic_module_prefix: str | None = None
    sqlalchemy_module_prefix: str | None = None
    user_module_prefix: str | None = None
    ignore: tuple[str, ...] = ()

    @property
    def asks_objects(self) -> bool:
        """Whether something wants to see what the database has as SQLAlchemy's own objects."""
        return bool(self.include_object or callable(self.compare_type) or callable(self.compare_server_default))

    def ignores(self, subject: str) -> bool:
        """Whether a difference is one that is not to be seen: `index users.ix_old`."""
        return any(fnmatchcase(subject, pattern) for pattern in self.ignore)


def autogen_options(opts: Mapping[str, Any], config: Any = None) -> AutogenOptions:
    """The options of a comparison; raises BadConfigError for values that cannot be used."""
    given = {name: opts[name] for name in AutogenOptions.__dataclass_fields__ if opts.get(name) is not None}
    _check(given)
    for name in ("include_name", "include_object", "render_item", *_EITHER):
        if callable(given.get(name)):
            given[name] = guarded(name, given[name])
    given["process_revision_directives"] = tuple(
        guarded("process_revision_directives", one) for one in _several(given.get("process_revision_directives"))
    )
    plugins = _several(opts.get("autogenerate_plugins")) or getattr(config, "autogenerate_plugins", ())
    given["ignore"] = (*getattr(config, "ignore", ()), *_several(opts.get("ignore")))
    return AutogenOptions(**{**given, **({"plugins": tuple(plugins)} if plugins else {})})


def _is_callable(value: Any) -> bool:
    return callable(value)


def _are_callable(value: Any) -> bool:
    return all(map(callable, _several(value)))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _answers(value: Any) -> bool:
    return isinstance(value, bool) or callable(value)


def _are_patterns(value: Any) -> bool:
    return all(isinstance(one, str) and " " in one for one in _several(value))


_RULES: tuple[tuple[tuple[str, ...], Callable[[Any], bool], str], ...] = (
    (("include_name", "include_object", "render_item"), _is_callable, "it must be callable"),
    (("process_revision_directives",), _are_callable, "it must be callable"),
    (_EITHER, _answers, "it can be true, false, or a callable"),
    (_FLAGS, _is_flag, "it must be true or false"),
    ((*_PREFIXES, "upgrade_token", "downgrade_token"), _is_text, "it must be a string"),
    (("ignore",), _are_patterns, "write a kind and a path: `index users.ix_old`"),
)


def _check(given: Mapping[str, Any]) -> None:
    for names, fits, words in _RULES:
        for name in names:
            if name in given and not fits(given[name]):
                raise BadConfigError(_WHERE, name, f"is {given[name]!r}; {words}")


def _several(given: Any) -> tuple[Any, ...]:
    if given is None:
        return ()
    return tuple(given) if isinstance(given, Sequence) and not isinstance(given, str) else (given,)
