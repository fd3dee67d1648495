"""Import lines in the order in which a formatter has them."""

from __future__ import annotations

from collections.abc import Iterable


def in_order(lines: Iterable[str]) -> tuple[str, ...]:
    """`import x` before `from x import y`, the names from one module on one line, none twice."""
    plain: set[str] = set()
    names: dict[str, set[str]] = {}
    for line in lines:
        module, imports, given = line.removeprefix("from ").partition(" import ")
        if line.startswith("from ") and imports and "(" not in given and " as " not in given:
            names.setdefault(module, set()).update(name.strip() for name in given.split(","))
        elif line.strip():
            plain.add(line.strip())
    together = (f"from {module} import {', '.join(sorted(found, key=_case))}" for module, found in names.items())
    return (*sorted(plain, key=_place), *sorted(together))


def _place(line: str) -> tuple[bool, str]:
    return line.startswith("from "), line


def _case(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name


def for_template(imports: Iterable[str]) -> str:
    """The template's `imports`: without the one line that it has itself."""
    return "\n".join(line for line in imports if line != "import sqlalchemy as sa")
