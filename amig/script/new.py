"""A revision that is yet to be written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from amig.errors import BadConfigError, listed

Format = Literal["py", "sql"]
Style = Literal["async", "blocking"]


def new_id() -> str:
    """Twelve hex digits at random."""
    return os.urandom(6).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRevision:
    """What a new file is to be; `dataclasses.replace` makes a changed copy.

    `head` are the symbols that it follows: heads, unless `splice`; `base` starts a new root. `depends_on` are symbols,
    labels stay labels. `version_path` is one of the configured locations, the first parent's when left out. `sql` makes
    an `.up.sql` and a `.down.sql`. `style` is how the functions are written, `operations` the class that they are given
    (`app.ops:MyOperations`), amig's own when left out. `imports`, `upgrades`, `downgrades` (indented from their second
    line on) and what `template_args` names are for the template. One string is as good as a tuple of one. Raises
    BadConfigError for a format or a style that is none.
    """

    message: str = ""
    id: str = field(default_factory=new_id)
    head: tuple[str, ...] = ("head",)
    splice: bool = False
    branch_labels: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    version_path: str | Path | None = None
    format: Format = "py"
    style: Style = "async"
    operations: str | None = None
    imports: str = ""
    upgrades: str = ""
    downgrades: str = ""
    template_args: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("head", "branch_labels", "depends_on"):
            if isinstance(value := getattr(self, name), str):
                object.__setattr__(self, name, (value,))
        for name, known in (("format", get_args(Format)), ("style", get_args(Style))):
            if (given := getattr(self, name)) not in known:
                raise BadConfigError("the call", name, f"is {given!r}; it can be {listed(known)}")
