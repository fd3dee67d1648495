"""Comparators of users, and which of all comparators take part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum, IntEnum
from fnmatch import fnmatchcase
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, Literal, NamedTuple, get_args

from amig.autogen.hook import guarded
from amig.errors import BadCallError, UnknownPluginError, listed

Target = Literal["autogenerate", "schema", "table", "column"]

GROUP = "amig.plugins"
"""Entry points of other packages: a name, and a module with `setup(plugin)`."""


class DispatchPriority(IntEnum):
    """When a comparator is asked: FIRST before amig's own, the others after them."""

    FIRST = 50
    MEDIUM = 25
    LAST = 10


class PriorityDispatchResult(Enum):
    """What a comparator may answer: STOP ends what its element is compared for."""

    CONTINUE = "continue"
    STOP = "stop"


CONTINUE, STOP = PriorityDispatchResult.CONTINUE, PriorityDispatchResult.STOP
FIRST, MEDIUM, LAST = DispatchPriority


class Comparator(NamedTuple):
    """A function that compares one kind of thing. `element` names what it stands for: `indexes`, `types`, ..."""

    function: Callable[..., Any]
    target: Target
    element: str | None
    qualifier: str
    priority: int
    plugin: str


class Plugin:
    """Comparators under one name, by which `autogenerate_plugins` takes them or leaves them out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.comparators: list[Comparator] = []

    def add_autogenerate_comparator(
        self,
        function: Callable[..., Any],
        target: Target,
        element: str | None = None,
        *,
        qualifier: str = "default",
        priority: int = DispatchPriority.MEDIUM,
    ) -> None:
        """Compare with a function, plain or async, on every database or on one dialect (`qualifier`).

        It is given (context, ops) of `autogenerate`; (context, ops, schemas) of `schema`; (context, ops, schema, name,
        the database's table, the models' table) of `table`, where one may be None; (context, change, schema, table,
        name, the database's column, the models' column) of `column`. It appends directives to `ops.ops`, or gives some
        back.
        """
        if target not in get_args(Target):
            raise BadCallError("target", f"is {target!r}", f"it can be {listed(get_args(Target))}")
        called = guarded(f"comparator `{getattr(function, '__name__', function)}` of {self.name}", function)
        self.comparators.append(Comparator(called, target, element, qualifier, int(priority), self.name))

    @classmethod
    def setup_plugin_from_module(cls, module: ModuleType, name: str) -> Plugin:
        """The plugin that a module's `setup(plugin)` makes."""
        plugin = cls(name)
        guarded(f"setup() of {name}", module.setup)(plugin)
        return plugin


BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "schemas": (),
    "tables": ("tables", "columns", "nullable"),
    "types": ("types",),
    "constraints": ("primary_keys", "uniques", "excludes", "foreign_keys", "indexes", "checks"),
    "defaults": ("defaults",),
    "comments": ("table_comments", "column_comments"),
    "checkconstraint_byname": ("checks",),
}
"""Alembic's names for groups of comparators; each of amig's own has its name as well."""

_ELEMENTS: dict[str, tuple[str, ...]] = {
    "foreignkeys": ("foreign_keys",),
    "checkconstraints": ("checks",),
    "server_default": ("defaults",),
    "indexes": ("indexes", "uniques"),
    "comments": ("table_comments", "column_comments"),
}


def meant(element: str | None) -> tuple[str, ...]:
    """The comparators of amig that an element stands for."""
    return () if element is None else _ELEMENTS.get(element, (element,))


class Chosen(NamedTuple):
    """What `autogenerate_plugins` says: comparators of amig that are left out, and those of plugins."""

    without: frozenset[str]
    comparators: tuple[Comparator, ...]


def chosen(given: Sequence[Any], own: Iterable[str], dialect: str) -> Chosen:
    """Read names, patterns, `~patterns` and Plugins in order; raises UnknownPluginError.

    A Plugin, or a module with `setup(plugin)`, takes part because it is named.
    """
    built_in = {**{name: (name,) for name in own}, **BUILT_IN}
    plugins = {plugin.name: plugin for plugin in map(_plugin, given) if plugin is not None}
    wanted = set(plugins)
    patterns = [one for one in given if isinstance(one, str)]
    if all(one.startswith("~") for one in patterns):
        patterns.insert(0, "amig.autogenerate.*")
    if any(not _own(one) for one in patterns):
        plugins = {**_installed(), **plugins}
    known = {f"amig.autogenerate.{name}": name for name in built_in} | {name: name for name in plugins}
    for pattern in patterns:
        wanted = _with(wanted, pattern, known)
    mine = _mine(patterns, built_in)
    found = [one for name in plugins if name in wanted for one in plugins[name].comparators]
    fitting = [one for one in found if one.qualifier in ("default", dialect)]
    fitting.sort(key=lambda one: (-one.priority, one.qualifier == "default"))
    return Chosen(frozenset(own) - mine, tuple(fitting))


def _mine(patterns: Sequence[str], built_in: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Comparators of amig by their own names, each pattern adding to or taking from those before it."""
    mine: set[str] = set()
    for pattern in patterns:
        named = [name for name in built_in if _matches(f"amig.autogenerate.{name}", pattern.removeprefix("~"))]
        several = {one for name in named for one in built_in[name]}
        mine = mine - several if pattern.startswith("~") else mine | several
    return mine


def _with(wanted: set[str], pattern: str, known: Mapping[str, str]) -> set[str]:
    matching = {name for full, name in known.items() if _matches(full, pattern.removeprefix("~"))}
    if pattern.startswith("~"):
        return wanted - matching
    if not matching:
        near = tuple(get_close_matches(pattern, list(known), 3, 0.6))
        raise UnknownPluginError(pattern, tuple(known), near)
    return wanted | matching


def _matches(name: str, pattern: str) -> bool:
    """Segment by segment; a `*` at the end stands for all that follows. Alembic's own prefix means amig's."""
    pattern = f"amig.autogenerate.{pattern.removeprefix('alembic.autogenerate.')}" if _alembics(pattern) else pattern
    names, parts = name.split("."), pattern.split(".")
    same = all(fnmatchcase(one, part) for one, part in zip(names, parts, strict=False))
    return same and (len(names) == len(parts) or (parts[-1] == "*" and len(names) > len(parts)))


def _alembics(pattern: str) -> bool:
    return pattern.startswith("alembic.autogenerate.")


def _own(pattern: str) -> bool:
    return pattern.removeprefix("~").startswith(("amig.autogenerate.", "alembic.autogenerate."))


def _plugin(one: Any) -> Plugin | None:
    if isinstance(one, ModuleType):
        return Plugin.setup_plugin_from_module(one, one.__name__)
    if isinstance(one, Plugin | str):
        return one if isinstance(one, Plugin) else None
    raise BadCallError("autogenerate_plugins", f"has {one!r}", "give names, patterns, Plugins, or modules")


def _installed() -> dict[str, Plugin]:
    """The plugins of installed packages."""
    return {one.name: plugin for one, plugin in _loaded()}


def _loaded() -> Iterator[tuple[Any, Plugin]]:
    for one in entry_points(group=GROUP):
        module = guarded(f"plugin {one.name}", one.load)()
        yield one, Plugin.setup_plugin_from_module(module, one.name)
