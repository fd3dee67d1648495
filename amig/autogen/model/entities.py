"""What is declared beside tables, in the shapes in which it is read; its texts are the models' own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from amig.entities import (
    Entity,
    Extension,
    Function,
    Grant,
    MaterializedView,
    Policy,
    Trigger,
    View,
    entities_of,
)
from amig.errors import DuplicateEntityError
from amig.look.shapes import (
    ExtensionShape,
    FunctionShape,
    GrantShape,
    Key,
    PolicyShape,
    Snapshot,
    TriggerShape,
    ViewShape,
)

if TYPE_CHECKING:
    from sqlalchemy import Index, MetaData

    from amig.autogen.model.base import Describer

_OF_SERVERS = ("view", "function", "procedure", "trigger")
HAS: Mapping[str, frozenset[str]] = {
    "postgresql": frozenset({*_OF_SERVERS, "materialized view", "extension", "policy", "grant"}),
    "mysql": frozenset(_OF_SERVERS),
    "mariadb": frozenset(_OF_SERVERS),
    "sqlite": frozenset({"view", "trigger"}),
}
"""Dialect -> the kinds that it has; what is declared of others is left out, as one set of models serves several."""

_LOOK = {"materialized view": "view", "procedure": "function"}
_PRIVILEGES = {
    "TABLE": ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"),
    "SEQUENCE": ("USAGE", "SELECT", "UPDATE"),
    "FUNCTION": ("EXECUTE",),
    "PROCEDURE": ("EXECUTE",),
    "SCHEMA": ("USAGE", "CREATE"),
}
_MAINTAIN = (17,)
"""The version from which tables have one more privilege."""


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """All entities of some models. `kinds` are those of which there is one, `materialized` has their indexes.

    `schemas` are those of entities: in one that no table of the models is in, tables are not compared.
    """

    shapes: Snapshot = field(default_factory=Snapshot)
    kinds: frozenset[str] = frozenset()
    schemas: tuple[str | None, ...] = ()
    materialized: Mapping[Key, MaterializedView] = field(default_factory=dict)

    @property
    def looks(self) -> frozenset[str]:
        """The kinds that have to be read."""
        return frozenset(_LOOK.get(kind, kind) for kind in self.kinds)


def declared(metadata: Iterable[MetaData], describer: Describer) -> Declared:
    """The entities that the server has; raises DuplicateEntityError where two metadata have the same one."""
    has = HAS.get(describer.impl.dialect.name, frozenset())
    entities = [one for each in metadata for one in entities_of(each) if one.kind in has]
    if not entities:
        return Declared()
    shaper = _Shaper(describer)
    found: dict[str, dict[Any, Any]] = {}
    for entity in entities:
        shape = shaper.shape(entity)
        kind = _LOOK.get(entity.kind, entity.kind)
        mine, key = found.setdefault(kind, {}), shape.name if kind == "extension" else shape.key
        if key in mine:
            raise DuplicateEntityError(entity.kind, entity.subject[1])
        mine[key] = shape
    return Declared(
        Snapshot(
            views=found.get("view", {}),
            functions=found.get("function", {}),
            triggers=found.get("trigger", {}),
            extensions=found.get("extension", {}),
            policies=found.get("policy", {}),
            grants=found.get("grant", {}),
        ),
        frozenset(entity.kind for entity in entities),
        tuple(dict.fromkeys(describer.schema(name) for one in entities for name in _schemas(one))),
        {(describer.schema(one.schema), one.name): one for one in entities if isinstance(one, MaterializedView)},
    )


def _schemas(entity: Entity) -> tuple[str | None, ...]:
    """The schema in which an entity is looked for; an extension is a database's."""
    if isinstance(entity, Grant) and entity.on[0] == "SCHEMA":
        return (entity.on[1],)
    return () if isinstance(entity, Extension) else (entity.subject[0],)


class _Shaper:
    """Makes shapes of entities."""

    def __init__(self, describer: Describer) -> None:
        self.describer, self.impl, self.schema = describer, describer.impl, describer.schema

    def shape(self, entity: Entity) -> Any:
        ways: Mapping[type[Entity], Callable[[Any], Any]] = {
            View: self.view,
            Function: self.function,
            Trigger: self.trigger,
            Extension: lambda one: ExtensionShape(one.name, self.schema(one.schema), one.version),
            Policy: self.policy,
            Grant: self.grant,
        }
        way: Any = next(way for kind, way in ways.items() if isinstance(entity, kind))
        return way(entity)

    def view(self, view: View) -> ViewShape:
        materialized = isinstance(view, MaterializedView)
        return ViewShape(
            view.name,
            self.schema(view.schema),
            self.impl.query(view.definition).strip().rstrip(";").rstrip(),
            materialized,
            view.comment,
            tuple(self.describer.index(index) for index in indexes_of(view)),
            options=tuple((name, _option(value)) for name, value in sorted(view.options.items())),
            populated=view.with_data if isinstance(view, MaterializedView) else True,
        )

    def function(self, function: Function) -> FunctionShape:
        by_name = self.impl.dialect.name in ("mysql", "mariadb")
        return FunctionShape(
            " ".join(function.signature.split()),
            self.schema(function.schema),
            function.definition.strip(),
            "procedure" if function.kind == "procedure" else "function",
            function.name if by_name else "",
        )

    def trigger(self, trigger: Trigger) -> TriggerShape:
        table = (self.schema(trigger.schema), trigger.table_name)
        return TriggerShape(trigger.name, table, " ".join(trigger.when.split()), trigger.definition.strip().rstrip(";"))

    def policy(self, policy: Policy) -> PolicyShape:
        return PolicyShape(
            policy.name,
            (self.schema(policy.schema), policy.table_name),
            policy.command.upper(),
            policy.permissive,
            tuple(sorted(policy.roles)),
            policy.using,
            policy.check,
        )

    def grant(self, grant: Grant) -> GrantShape:
        kind, name = grant.on
        privileges = tuple(sorted({one.upper() for one in grant.privileges}))
        if privileges in (("ALL",), ("ALL PRIVILEGES",)):
            privileges = self.all_privileges(kind)
        schema = None if kind == "SCHEMA" else self.schema(grant.schema)
        role = "public" if grant.role.lower() == "public" else grant.role
        return GrantShape(role, kind, schema, _spaced(name), privileges, privileges if grant.grantable else ())

    def all_privileges(self, kind: str) -> tuple[str, ...]:
        more = kind == "TABLE" and (self.impl.dialect.server_version_info or ()) >= _MAINTAIN
        return tuple(sorted((*_PRIVILEGES[kind], *(["MAINTAIN"] if more else []))))


def indexes_of(view: View) -> list[Index]:
    """The indexes of a materialised view, in a stable order."""
    if not isinstance(view, MaterializedView) or not view.indexes:
        return []
    return sorted(view.table.indexes, key=lambda one: str(one.name))


def _option(value: str | bool | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _spaced(name: str) -> str:
    """The arguments of a function as the server writes them: one space behind each comma."""
    return ", ".join(" ".join(part.split()) for part in name.split(",")) if "(" in name else name
