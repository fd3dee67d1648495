"""The `[tool.amig.fleet]` table: who the tenants are, and how a run over them goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self, get_type_hints

from amig.config import Config
from amig.errors import BadConfigError, MissingVariableError, NoTenantsError, UnknownOptionError

_SOURCES = ("schemas", "query", "file", "tenants")
_WORDS = {str: "a string", int: "a whole number", float: "a number", tuple[str, ...]: "a list of strings"}
_KINDS: dict[Any, Any] = {str: str, int: int, float: (int, float), tuple[str, ...]: (list, tuple)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetSettings:
    """Who the tenants are (one of `schemas`, `query`, `file`, `tenants`), and how a run goes. Times are in seconds.

    `shared` names a database of the configuration, whose revisions run first. `shared_schemas` stand behind a tenant's
    own in the search path. `concurrency` 0: as many connections as the servers bear. `canary` tenants go first, then
    the `waves`, with `pause` after each. `max_failures` is a count or a share; `same_failures` of one cause stop the
    run, 0 never. `attempts` counts the first. `max_lag` of a replica makes room, 0 never. `on` is a cluster.
    """

    schemas: str = ""
    query: str = field(default="", repr=False)
    file: str = ""
    tenants: Any = None
    shared: str = ""
    shared_schemas: tuple[str, ...] = ()
    ledger_url: str = field(default="", repr=False)
    concurrency: int = 0
    canary: int = 0
    waves: tuple[str, ...] = ()
    pause: float = 0.0
    max_failures: str = ""
    same_failures: int = 25
    attempts: int = 3
    tenant_timeout: float = 0.0
    max_lag: float = 10.0
    on: str = ""

    @classmethod
    def of(cls, config: Config) -> Self:
        """What the configuration says; raises UnknownOptionError, BadConfigError and MissingVariableError."""
        types = get_type_hints(cls)
        values = {key: _checked(config, key, value, types) for key, value in config.fleet.items()}
        return cls(**values)

    @property
    def source(self) -> tuple[str, Any]:
        """Which source the tenants come from, and what it says; raises NoTenantsError."""
        given = [(key, value) for key in _SOURCES if (value := getattr(self, key))]
        if len(given) != 1:
            names = " and ".join(f"`{key}`" for key, _ in given)
            raise NoTenantsError("the configuration", f"has {names}" if given else "names no tenants")
        return given[0]

    def with_(self, **given: Any) -> Self:
        """With what a call says instead; None leaves a value as it is."""
        return replace(self, **{key: value for key, value in given.items() if value is not None})


def _checked(config: Config, key: str, value: Any, types: Mapping[str, Any]) -> Any:
    if key not in types:
        from difflib import get_close_matches

        known = [f.name for f in fields(FleetSettings)]
        raise UnknownOptionError(config.where, f"fleet.{key}", tuple(get_close_matches(key, known, 3, 0.5)))
    kind = types[key]
    if kind is Any:
        return value
    if key == "max_failures" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if key == "waves" and isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, _KINDS[kind]) or isinstance(value, bool) or not _strings(value):
        raise BadConfigError(config.where, f"fleet.{key}", f"is {value!r}; it must be {_WORDS[kind]}")
    if isinstance(value, int | float) and value < 0:
        raise BadConfigError(config.where, f"fleet.{key}", f"is {value}; it cannot be less than 0")
    if (variable := getattr(value, "variable", None)) is not None:
        raise MissingVariableError(config.where, f"fleet.{key}", variable)
    return tuple(value) if isinstance(value, list | tuple) else value


def _strings(value: object) -> bool:
    """Whether a list holds nothing but strings; what is no list passes."""
    return not isinstance(value, list | tuple) or all(isinstance(one, str) for one in value)
