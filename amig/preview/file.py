"""A plan in a file: written once, and read by the run that is to do just that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from amig.errors import BadPlanError, UnwritableOutputError
from amig.preview.values import FORMAT, Plan, PlannedStatement, PlannedStep

T = TypeVar("T")


def own_version() -> str:
    """The version of amig that plans."""
    return version("amig")


@dataclass(frozen=True, slots=True)
class PlanResult:
    """The plan of each database, in the order in which they were come to; `amig` is the version that made it."""

    plans: tuple[Plan, ...]
    amig: str
    format: int = FORMAT


def write(result: PlanResult, path: Path) -> None:
    """Write a plan, the same one always the same; raises UnwritableOutputError."""
    text = json.dumps(asdict(result), indent=2, ensure_ascii=False, sort_keys=True)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise UnwritableOutputError(str(path), error.strerror or str(error)) from error


def read(path: Path) -> PlanResult:
    """Read a plan that `write` wrote; raises BadPlanError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadPlanError(str(path), f"cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise BadPlanError(str(path), f"is no JSON: {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        said = found.get("format") if isinstance(found, dict) else None
        raise BadPlanError(str(path), f"is no plan of format {FORMAT}" + (f", but of {said}" if said else ""))
    try:
        return _made(PlanResult, found, "")
    except _MisfitError as error:
        raise BadPlanError(str(path), str(error)) from None


class _MisfitError(Exception):
    """A value of another kind than its field."""


_SIMPLE: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "str | None": (str, type(None)),
    "bool | None": (bool, type(None)),
}
_INNER: dict[str, type[Any]] = {"Plan": Plan, "PlannedStep": PlannedStep, "PlannedStatement": PlannedStatement}


def _made(kind: type[T], found: Any, place: str) -> T:
    """A value of a dataclass from what JSON holds, every field checked."""
    names = {f.name: str(f.type) for f in fields(kind)}  # type: ignore[arg-type]
    if not isinstance(found, Mapping) or set(found) != set(names):
        raise _MisfitError(f"does not hold {', '.join(f'`{name}`' for name in names)} {place or 'at its top'}".rstrip())
    return kind(**{name: _value(type_, found[name], f"in `{name}`") for name, type_ in names.items()})


def _value(type_: str, found: Any, place: str) -> Any:
    if type_ in _SIMPLE:
        if not isinstance(found, _SIMPLE[type_]) or (type_ == "int" and isinstance(found, bool)):
            raise _MisfitError(f"holds {found!r:.40} {place}")
        return found
    if not isinstance(found, list):
        raise _MisfitError(f"holds {found!r:.40} {place}, which is no list")
    inner = type_.removeprefix("tuple[").removesuffix(", ...]")
    if inner in _INNER:
        return tuple(_made(_INNER[inner], one, place) for one in found)
    return tuple(_value(inner, one, place) for one in found)
