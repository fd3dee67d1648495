"""`amig init`: a migrations folder and its configuration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.errors import FolderNotEmptyError
from amig.script.templates import found_template

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
    directory: str | Path = "migrations",
    *,
    template: str = "default",
    package: bool = False,
    folder: str | Path | None = None,
) -> InitResult:
    """Make `directory`/versions, and the configuration beside it, below `folder` (else the working directory).

    `template` is one of `amig list-templates`, or a folder with the same files; `package` makes both folders packages.
    Raises UnknownTemplateError, FolderNotEmptyError.
    """
    return await aside(_init, Path(directory), folder, template, package=package)


def _init(directory: Path, place: str | Path | None, template: str, *, package: bool) -> InitResult:
    source, folder = found_template(template), Path(place or Path.cwd())
    location = folder / directory
    if location.is_file() or (location.is_dir() and any(location.iterdir())):
        raise FolderNotEmptyError(str(directory))
    shared = folder / "pyproject.toml"
    config = shared if shared.is_file() else folder / "amig.toml"
    own = source / "config.toml"
    table = own.read_text(encoding="utf-8") if own.is_file() else _TABLE
    addition = _addition(config, table, directory.as_posix())
    (location / "versions").mkdir(parents=True)
    for one in sorted(source.iterdir()):
        if one.is_file() and one.name != "config.toml":
            (location / one.name).write_bytes(one.read_bytes())
    for one in (location, location / "versions") if package else ():
        (one / "__init__.py").touch()
    if addition:
        with config.open("a", encoding="utf-8", newline="") as file:
            file.write(addition)
    return InitResult(str(location), str(config), bool(addition))


def _addition(config: Path, template: str, location: str) -> str:
    """The text to append; none where amig is configured already."""
    table = template.format(location=location, prefix="tool.amig." if config.name == "pyproject.toml" else "")
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
@click.option("-t", "--template", default="default", metavar="NAME", help="One of `amig list-templates`, or a folder.")
@click.option("--package", is_flag=True, help="Make Python packages of the folders.")
def command(call: Call, directory: str, template: str, *, package: bool) -> None:
    result = drive(init(directory, template=template, package=package))
    left = "" if result.configured else " (configured already, left as it is)"
    call.console.line(f"made {Path(result.location) / 'versions'} and {result.config}{left}", "done")
    call.console.line(f"next: set the database in {result.config}, then" if result.configured else "next:")
    call.console.line('  amig revision -m "first tables"  (with --autogenerate from your models: set `metadata`, too)')
    call.console.line("  amig upgrade")
    call.show(result, "")
