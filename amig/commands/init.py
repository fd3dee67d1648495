"""`amig init`: a migrations folder and its configuration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.errors import FolderNotEmptyError

_TABLE = """\
script_location = "{location}"
# The database; a variable of the environment can stand in for all of it or a part:
# url = "${{DATABASE_URL}}"
# or the engine of your app, and its models:
# engine = "app.db:engine"
# metadata = "app.models:Base.metadata"
"""


@dataclass(frozen=True, slots=True)
class InitResult:
    """What was made. `configured` is False where `config` had a table for amig already, which was left alone."""

    location: str
    config: str
    configured: bool


async def init(
    directory: str | Path = "migrations", *, folder: str | Path | None = None, package: bool = False
) -> InitResult:
    """Make `directory`/versions, and the configuration beside it, below `folder` (else the working directory).

    `package`: both get an `__init__.py`.
    """
    return await aside(_init, Path(directory), folder, package=package)


def _init(directory: Path, below: str | Path | None, *, package: bool) -> InitResult:
    folder = Path(below) if below else Path.cwd()
    location = folder / directory
    if location.is_file() or (location.is_dir() and any(location.iterdir())):
        raise FolderNotEmptyError(str(directory))
    shared = folder / "pyproject.toml"
    config = shared if shared.is_file() else folder / "amig.toml"
    addition = _addition(config, directory.as_posix())
    (location / "versions").mkdir(parents=True)
    for place in (location, location / "versions") if package else ():
        (place / "__init__.py").touch()
    if addition:
        with config.open("a", encoding="utf-8", newline="") as file:
            file.write(addition)
    return InitResult(str(location), str(config), bool(addition))


def _addition(config: Path, location: str) -> str:
    """The text to append; none where amig is configured already."""
    table = _TABLE.format(location=location)
    if not config.exists():
        return table
    text = config.read_bytes().decode("utf-8")
    if config.name == "amig.toml" or _has_table(text):
        return ""
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    return gap + f"[tool.amig]\n{table}".replace("\n", newline)


def _has_table(text: str) -> bool:
    import tomllib

    from amig.errors import UnreadableConfigError

    try:
        return "amig" in tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise UnreadableConfigError("pyproject.toml", str(error)) from error


@face("init", COMMANDS["init"][1])
@click.argument("directory", default="migrations", metavar="[DIR]")
@click.option("--package", is_flag=True, help="Put an __init__.py into both folders.")
def command(call: Call, directory: str, package: bool) -> None:
    result = drive(init(directory, package=package))
    left = "" if result.configured else " (configured already, left as it is)"
    call.console.line(f"made {Path(result.location) / 'versions'} and {result.config}{left}", "done")
    call.console.line(f"next: set the database in {result.config}, then")
    call.console.line('  amig revision -m "first tables"')
    call.console.line("  amig upgrade")
    call.show(result, "")
