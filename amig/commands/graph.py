"""`amig graph`: the history as a picture. Asks the database only for what is applied there."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face, run
from amig.commands.project import opened
from amig.config import Config
from amig.console import Console
from amig.errors import EmptyRangeError, UnwritableOutputError
from amig.script.graph import Graph
from amig.script.paths import shown
from amig.script.picture import FORMATS, draw, format_of, known
from amig.script.picture.picture import Picture, picture
from amig.script.resolve import between
from amig.script.target import Range, parse_range

if TYPE_CHECKING:
    from amig.env import Bind


@dataclass(frozen=True, slots=True)
class GraphResult:
    """The picture; `unknown` version rows are those that no file has."""

    picture: Picture
    unknown: tuple[str, ...] = ()

    def draw(self, format: str = "text") -> str:  # noqa: A002 - as the option is called
        """The picture in a format: `text`, `svg`, `html`, `mermaid`, `dot` or `json`; raises UnknownFormatError."""
        return draw(self.picture, format)


async def graph(
    config: Config | str | Path | None = None,
    *,
    range_: str | None = None,
    applied: bool = False,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> GraphResult:
    """Lay out all revisions, or those of a range `from:to`; with `applied` the database says where it is.

    Raises TargetError for a range that makes no sense.
    """
    settings, script = await opened(config)
    wanted = None if range_ is None else parse_range(range_)
    if not applied and not (wanted and wanted.counts_from_rows):
        return GraphResult(await aside(_painted, script.graph, wanted, None, ()))
    from amig.commands.current import read

    found = await read(settings, x, bind, script)
    rows = tuple(row for row in found.revisions if row not in found.unknown)
    seen = await aside(script.graph.view, rows)
    return GraphResult(await aside(_painted, seen, wanted, rows if applied else None, rows), found.unknown)


def _painted(graph: Graph, range_: Range | None, current: Collection[str] | None, rows: Collection[str]) -> Picture:
    if range_ is None:
        return picture(graph, None, current)
    ids = between(range_, graph, rows)
    if not ids and len(graph):
        raise EmptyRangeError(range_.text)
    return picture(graph, ids, current)


@face("graph", COMMANDS["graph"][1])
@click.option("-r", "--rev-range", "range_", metavar="FROM:TO", help="Only the revisions from one to another.")
@click.option("--format", "format_", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}; text without this.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file; its ending says the format.")
@click.option("-i", "--applied", "--indicate-current", "applied", is_flag=True, help="Ask the database what it has.")
def command(call: Call, *, range_: str | None, format_: str | None, output: str | None, applied: bool) -> None:
    chosen = _format(call, format_, output)

    async def work() -> GraphResult:
        return await graph(await call.config(), range_=range_, applied=applied, x=call.x, **call.bind)

    asks = applied or (range_ is not None and parse_range(range_).counts_from_rows)
    result = run(work()) if asks else drive(work())
    if chosen == "text" and output in (None, "-"):
        show_graph(call, result)
        return
    _warn(call, result)
    if output not in (None, "-"):
        _write(Path(output or ""), result.draw(chosen))
        call.console.line(f"wrote {output}", "done")
    else:
        _put(result.draw(chosen))


def _format(call: Call, format_: str | None, output: str | None) -> str:
    if call.json and format_ not in (None, "json"):
        raise click.UsageError(f"--json and --format {format_} exclude each other")
    if format_ or call.json:
        return known(format_ or "json")
    return "text" if output in (None, "-") else format_of(output or "")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UnwritableOutputError(shown(path), error.strerror or str(error)) from None


def _put(text: str) -> None:
    """A file on stdout is UTF-8, whatever the terminal is."""
    if (binary := getattr(sys.stdout, "buffer", None)) is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        binary.write(text.encode())
        binary.flush()


def _warn(call: Call, result: GraphResult) -> None:
    for row in result.unknown:
        call.console.labelled("warning", f"`{row}` is in the database, and no file has it")


def show_graph(call: Call, result: GraphResult) -> None:
    """Lines as wide as the terminal, where there is one, in characters that it has."""
    from amig.script.picture.lanes import ASCII, UNICODE
    from amig.script.picture.text import lines

    _warn(call, result)
    drawn, console = result.picture, Console(color=call.color, stream=sys.stdout)
    glyphs = UNICODE if console.can(UNICODE.all) else ASCII
    widest = None if console.width is None else max(console.width // 4, 2)
    for line in lines(drawn, glyphs, verbose=call.verbose, widest=widest):
        console.pieces(line, glyphs.more)
    if not drawn.revisions:
        call.console.line("no revisions")
    elif drawn.current is not None:
        call.console.line(f"{glyphs.current} current  {glyphs.applied} applied  {glyphs.node} pending", "note")
