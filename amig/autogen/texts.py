"""The scripts that hooks have left, as the texts of revision files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any

from amig.autogen.batches import OF_A_TABLE
from amig.autogen.render import Rendered, RenderOptions, render, split_autocommit
from amig.autogen.render.imports import for_template, in_order
from amig.autogen.script import MigrationScript, ModifyTableOps, OpContainer, way_back
from amig.ops.batch import BatchAlterTable

if TYPE_CHECKING:
    from amig.autogen.context import AutogenContext
    from amig.impl.base import Impl
    from amig.ops.base import Directive

Directives = tuple["Directive[Any]", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one database has to do with a script: how its ops are written, and what stands before some of them."""

    impl: Impl
    context: AutogenContext
    style: RenderOptions
    comments: Mapping[Directive[Any], Sequence[str]] = field(default_factory=dict)
    template_args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Texts:
    """What a template is given: `imports`, and a text for each of its other variables."""

    imports: str
    upgrades: Mapping[str, str]
    downgrades: Mapping[str, str]


def texts_of(script: MigrationScript, parts: Sequence[Part]) -> list[Texts]:
    """The texts of one file, or of several after each other: what no transaction may hold has its own."""
    both = zip(parts, script.upgrade_ops_list, script.downgrade_ops_list, strict=True)
    databases = [(part, up, down, steps(calls(up.ops), calls(down.ops), part.impl)) for part, up, down in both]
    files = []
    for several in zip_longest(*(found for _, _, _, found in databases), fillvalue=((), ())):
        imports = set(script.imports)
        upgrades, downgrades = {}, {}
        for (part, up, down, _), (ups, downs) in zip(databases, several, strict=True):
            upgrades[up.upgrade_token] = _text(part, ups, imports)
            downgrades[down.downgrade_token] = _text(part, downs, imports)
        files.append(Texts(for_template(in_order(imports)), upgrades, downgrades))
    return files


def calls(ops: Iterable[Any]) -> Iterator[Directive[Any]]:
    """The directives as they are written: those of a batch in it, as far as it can hold them."""
    for one in ops:
        if isinstance(one, ModifyTableOps) and one.batch:
            yield from _batches(one)
        elif isinstance(one, OpContainer):
            yield from calls(one.ops)
        else:
            yield one


def _batches(ops: ModifyTableOps) -> Iterator[Directive[Any]]:
    def fits(op: Any) -> bool:
        table = getattr(op, "source_table", None) or getattr(op, "table_name", None)
        return isinstance(op, OF_A_TABLE) and table == ops.table_name

    for together, neighbours in groupby(ops.flat(), fits):
        several = list(neighbours)
        yield from [BatchAlterTable(ops.table_name, several, schema=ops.schema)] if together else several


def steps(
    up: Iterable[Directive[Any]], down: Iterable[Directive[Any]], impl: Impl
) -> list[tuple[Directives, Directives]]:
    """Upgrade and downgrade of each file. Where the two cannot be told apart alike, each upgrade is reversed anew."""
    way_down = tuple(down)
    ups, downs = split_autocommit(up, impl), split_autocommit(way_down, impl)
    if len(ups) <= 1:
        return [(ups[0] if ups else (), way_down)]
    if len(ups) == len(downs):
        return list(zip(ups, reversed(downs), strict=True))
    return [(some, tuple(way_back(one) for one in reversed(some))) for some in ups]


def _text(part: Part, directives: Directives, imports: set[str]) -> str:
    written: Rendered = render(directives, part.impl, part.style, comments=part.comments)
    imports.update(written.imports)
    return written.text
