"""The command line: a lazy table of commands, and the edge where errors become exit codes."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import rich_click as click

from amig.commands import COMMANDS, GROUPS, PANELS
from amig.commands.face import Call, Terminated, shared_options
from amig.config import masked
from amig.console import Console
from amig.errors import AmigError


class Commands(click.RichGroup):
    """Commands that are imported when they are called; a help line needs no import. `under` is a group's name."""

    under = ""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        mine = [name.removeprefix(self.under) for name in COMMANDS if name.startswith(self.under)]
        return [name for name in mine if " " not in name] + ([] if self.under else list(GROUPS))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A name and its help line: enough for the list. A group is itself, for completion looks into it."""
        if cmd_name not in self.list_commands(ctx):
            return None
        if cmd_name in GROUPS and not self.under:
            return _group(cmd_name)
        return click.RichCommand(name=cmd_name, help=COMMANDS[self.under + cmd_name][1])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command itself, imported now; underscores are as good as hyphens."""
        name, known = args[0].replace("_", "-"), self.list_commands(ctx)
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 3, 0.5)
            asked = f" Did you mean {', '.join(f'`{one}`' for one in near)}?" if near else ""
            ctx.fail(f"no command `{self.under}{args[0]}`.{asked}")
        if name in GROUPS and not self.under:
            return name, _group(name), args[1:]
        command: click.Command = importlib.import_module(COMMANDS[self.under + name][0]).command
        return name, command, _steps_last(command, args[1:])


def _group(name: str) -> Commands:
    """A group of commands, which takes what every command takes."""

    @click.group(name, cls=Commands, help=GROUPS[name], context_settings={"help_option_names": ["-h", "--help"]})
    @shared_options
    @click.pass_context
    def group(context: click.Context, /, **given: Any) -> None:
        mine = Call(**{f.name: given[f.name] for f in fields(Call)})
        context.obj = context.obj.merged(mine) if isinstance(context.obj, Call) else mine

    made: Commands = group
    made.under = f"{name} "
    return made


_HELP: dict[str, Any] = {
    "commands_before_options": True,
    "command_groups": {"amig": [{"name": name, "commands": list(words)} for name, words in PANELS.items()]},
}


@click.group("amig", cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "rich_help_config": _HELP})
@shared_options
@click.version_option(package_name="amig", prog_name="amig")
@click.pass_context
def cli(context: click.Context, /, **given: Any) -> None:
    """Database migrations for async Python."""
    context.obj = Call(**{f.name: given[f.name] for f in fields(Call)})


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 failed, 2 misused, 3 pending, 130 and 143 interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def _steps_last(command: click.Command, arguments: list[str]) -> list[str]:
    """`downgrade -1 --sql` as click can read it: `-1` is a target and no option; what an option takes stays its own."""
    takes = {name for one in command.params if not getattr(one, "is_flag", True) for name in one.opts}
    pairs = zip(["", *arguments], arguments, strict=False)
    at = [place for place, (before, it) in enumerate(pairs) if re.fullmatch(r"-\d+", it) and before not in takes]
    rest = [argument for place, argument in enumerate(arguments) if place not in at]
    return [*rest, "--", *(arguments[place] for place in at)] if at and "--" not in arguments else arguments


def run(arguments: list[str]) -> int:
    """Run the command line and give back its exit code."""
    console = Console(color="--no-color" not in arguments)
    try:
        plain: dict[str, Any] = (
            {"rich_help_config": {**_HELP, "color_system": None}} if "--no-color" in arguments else {}
        )
        code = cli.main(arguments, prog_name="amig", standalone_mode=False, **plain)
    except click.ClickException as error:
        return _misused(console, error)
    except (KeyboardInterrupt, click.Abort):
        console.labelled("error", "interrupted; what was not committed was rolled back")
        return 130
    except Terminated:
        console.labelled("error", "terminated; what was not committed was rolled back")
        return 143
    except AmigError as error:
        return _told(console, error, debug=_debug(arguments))
    except Exception as error:
        if _debug(arguments):
            raise
        console.labelled("error", masked(f"unexpected {type(error).__name__}: {error}"))
        console.labelled("hint", "run it again with `--debug` to see where, and report it")
        return 1
    return code if isinstance(code, int) else 0


def _misused(console: Console, error: click.ClickException) -> int:
    """What click has to say, as amig says it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    said, _, asked = re.sub(r"'([^']*)'", r"`\1`", error.format_message()).partition(" Did you mean ")
    path = context.command_path if context is not None else "amig"
    console.labelled("error", said[:1].lower() + said[1:].rstrip("."))
    console.labelled("hint", f"did you mean {asked}" if asked else f"`{path} --help` says what it takes")
    return 2


def _debug(arguments: list[str]) -> bool:
    return not {"--debug", "--raiseerr"}.isdisjoint(arguments)


def _told(console: Console, error: AmigError, *, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error)
    console.labelled("error", masked(error))
    for note in getattr(error, "__notes__", ()):
        console.labelled("note", masked(note))
    if error.hint:
        console.labelled("hint", masked(error.hint))
    return error.exit_code
