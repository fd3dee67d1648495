"""Errors of the configuration and of env.py."""

from __future__ import annotations

from amig.errors.base import AmigError, Near, error, listed


class ConfigError(AmigError):
    """The configuration, or how amig was called."""

    exit_code = 2


@error
class NoConfigError(ConfigError):
    """No configuration file was found."""

    says = "no configuration: looked for {looked}"
    looked: tuple[str, ...]
    instead: str = "run `amig init` here, or name a file with `--config`"
    advice = "{instead}"


@error
class TwoConfigsError(ConfigError):
    """Two files of the working directory configure amig, and not alike."""

    says = "`amig.toml` and `[tool.amig]` in `pyproject.toml` are both here and disagree"
    advice = "keep one of them, or name it with `--config`"


@error
class BadConfigError(ConfigError):
    """A value in the configuration is wrong."""

    says = "`{key}` in `{where}` {problem}"
    advice = "correct `{key}` and run again"
    where: str
    key: str
    problem: str


@error
class ExclusiveError(ConfigError):
    """Of these only one can be given."""

    says = "{names} exclude each other"
    advice = "give one of them"
    names: tuple[str, ...]


@error
class BadCallError(ConfigError):
    """Something that a command or function was given, or lacks."""

    says = "`{option}` {problem}"
    advice = "{instead}"
    option: str
    problem: str
    instead: str


@error
class NoDatabaseError(ConfigError):
    """Nothing says which database it is."""

    says = "no database: `url` in `{where}` is not set, and no `engine` either"
    advice = "set `url` there, or give one with `--url`"
    where: str


@error
class UnknownDatabaseError(ConfigError):
    """A name that none of the configured databases has."""

    says = "no database `{name}` in `{where}`"
    name: str
    where: str
    known: tuple[str, ...]

    @property
    def hint(self) -> str:
        if not self.known:
            return "it has no `databases`: leave the name out"
        return f"the databases there: {listed(self.known)}"


@error
class UnknownTemplateError(Near, ConfigError):
    """A template for new folders that is not there."""

    says = "no template `{template}`"
    otherwise = "`amig list-templates` has their names; a folder of your own is one too"
    template: str
    near: tuple[str, ...] = ()


@error
class UnreadableConfigError(ConfigError):
    """A configuration file that cannot be read."""

    says = "`{where}` cannot be read: {problem}"
    advice = "correct the file and run again"
    where: str
    problem: str


@error
class UnknownOptionError(Near, ConfigError):
    """A key that amig does not know."""

    says = "unknown option `{key}` in `{where}`"
    otherwise = "the options are listed in the reference, under configuration"
    where: str
    key: str
    near: tuple[str, ...] = ()


@error
class MissingVariableError(ConfigError):
    """A `${VAR}` in the configuration that the environment does not have."""

    says = "`{key}` in `{where}` needs the environment variable `{variable}`"
    advice = "set `{variable}`, or give a default: `${{{variable}:-value}}`"
    where: str
    key: str
    variable: str


@error
class BadUrlError(ConfigError):
    """A database URL that cannot be used; it is shown without its password."""

    says = "the database URL `{url}` {problem}"
    advice = (
        "write it like `postgresql+asyncpg://user@host/name`, `mysql+aiomysql://...` or `sqlite+aiosqlite:///file.db`"
    )
    url: str
    problem: str


@error
class MissingDriverError(ConfigError):
    """The driver for a URL is not installed; `package` is what to install."""

    says = "the driver `{driver}` is not installed"
    advice = "pip install '{package}'"
    driver: str
    package: str


@error
class BadHookError(ConfigError):
    """An entry of `post_write_hooks` that says nothing that can be done."""

    says = "the hook `{hook}` {problem}"
    advice = "correct `post_write_hooks` and run again; nothing was written"
    hook: str
    problem: str


@error
class EnvError(AmigError):
    """env.py is missing something, or did not do its work."""

    says = "`{path}` {problem}"
    path: str
    problem: str
    instead: str = "define `async def run(env)` and await `env.run_migrations(connection)` in it"
    advice = "{instead}"


@error
class EditorError(AmigError):
    """The editor for revision files is missing, or failed."""

    says = "the editor `{editor}` {problem}"
    advice = "set `$EDITOR` to the command of an editor that waits until the file is closed"
    editor: str
    problem: str


@error
class UnknownTopicError(Near, ConfigError):
    """`amig docs` was asked for a page, a command, an operation, a key or a code that is none, or is several."""

    says = "no page `{topic}` in the documentation"
    otherwise = "`amig docs` lists the pages"
    topic: str
    near: tuple[str, ...] = ()
