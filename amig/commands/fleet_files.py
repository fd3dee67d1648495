"""Where the report of a run is written: `report.json`, `report.html`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from amig.commands.face import plain
from amig.errors import UnknownFormatError, UnwritableOutputError
from amig.script.paths import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from amig.fleet.run_report import RunReport

FORMATS = {".json": "json", ".html": "html", ".htm": "html"}


F = TypeVar("F", bound="Callable[..., Any]")


def report_option(*names: str, says: str) -> Callable[[F], F]:
    """An option that names files for the report; their endings say in which format."""
    return click.option(*names, "reports", multiple=True, metavar="FILE", help=says)


def checked(names: Sequence[str]) -> list[Path]:
    """The files to write, before anything is run; raises UnknownFormatError, UnwritableOutputError."""
    paths = [Path(name) for name in names]
    for path in paths:
        if path.suffix.lower() not in FORMATS:
            raise UnknownFormatError(path.suffix.removeprefix(".") or path.name, ("json", "html"), ())
        if not path.absolute().parent.is_dir():
            raise UnwritableOutputError(shown(path), "there is no such folder")
        if path.is_dir() or not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
            raise UnwritableOutputError(shown(path), "that is not allowed, or it is a folder")
    return paths


def write(report: RunReport, paths: Sequence[Path]) -> None:
    """Write a report to each file, whole or not at all; raises UnwritableOutputError."""
    for path in paths:
        new = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            new.write_text(text_of(report, FORMATS[path.suffix.lower()]), encoding="utf-8", newline="\n")
            new.replace(path)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise UnwritableOutputError(shown(path), error.strerror or str(error)) from None


def text_of(report: RunReport, format_: str) -> str:
    """A report as JSON, or as a page."""
    if format_ == "json":
        return json.dumps(plain(report), indent=1, ensure_ascii=False) + "\n"
    from amig.fleet.page import page

    return page(report)
