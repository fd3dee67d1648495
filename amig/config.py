"""Config: pyproject.toml, amig.toml, environment and code, into one frozen dataclass. Knows no SQLAlchemy."""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import field, fields, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self, get_args

from amig import errors
from amig.frozen import frozen

Transaction = Literal["revision", "run", "none"]
Destructive = Literal["allow", "refuse"]
Pooler = Literal["none", "transaction"]
Renames = Literal["ask", "detect", "never"]
ScriptStyle = Literal["async", "blocking"]
Prove = bool | Literal["auto"]

_WORDS: tuple[tuple[str, Any], ...] = (
    ("transaction", Transaction),
    ("destructive", Destructive),
    ("pooler", Pooler),
    ("renames", Renames),
    ("style", ScriptStyle),
    ("prove", Literal["auto", True, False]),
)

CONFIG_VARIABLE = "AMIG_CONFIG"
"""Environment variable that names the file when nobody else does."""

_VARIABLE = r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*))?\}"
_PASSWORD = r"(://[^:/@\s]*):[^@/\s]*@"  # noqa: S105 - a pattern for one
_IN_QUERY = r"(?i)([?&][^=&\s]*pass[^=&\s]*=)[^&\s`]*"


def masked(url: object) -> str:
    """A URL without its password, for messages."""
    return re.sub(_IN_QUERY, r"\1***", re.sub(_PASSWORD, r"\1:***@", str(url)))


_NO_KEYS = ("file", "name", "databases", "fleet")
"""Fields that no value of a table is read into as it stands."""

_LEAST = dict.fromkeys(("lock_wait", "lock_timeout", "statement_timeout", "retries", "connect_wait", "answer_wait"), 0)
_LEAST |= {"truncate_slug_length": 1}


@frozen
class Config:
    """Where the migrations are, which database they are for, and how a run goes.

    `engine` and `metadata` are objects, or names like `app.db:engine`. Times are in seconds. `post_write_hooks` are
    tables with `name`, `type` and options; in code a `type` can be a function. Relative paths count from the folder of
    `file`, where the values came from, or from the working directory. `databases` are several, each with values of
    its own; what it leaves out is as it stands here. `name` is set where this is the Config of one. `fleet` is that
    table.
    Of a project that was Alembic's, `alembic_config` and `alembic_section` are what `context.config` reads; with
    `alembic_imports` its scripts find amig where they import `alembic`.
    """

    script_location: str | Path = "migrations"
    version_locations: tuple[str, ...] = ()
    recursive_version_locations: bool = False
    heads_file: bool = False
    url: str | None = field(default=None, repr=False)
    engine: Any = None
    scratch_url: str | None = field(default=None, repr=False)
    metadata: Any = None
    version_table: str = "amig_version"
    version_table_schema: str | None = None
    transaction: Transaction = "revision"
    pooler: Pooler = "none"
    operations: str | None = None
    lock_wait: float = 60.0
    lock_timeout: float = 5.0
    statement_timeout: float = 0.0
    retries: int = 5
    connect_wait: float = 0.0
    answer_wait: float = 30.0
    destructive: Destructive = "allow"
    ledger: bool = True
    strict: bool = False
    app: str | None = None
    prepend_sys_path: tuple[str, ...] = (".",)
    file_template: str = "%(rev)s_%(slug)s"
    truncate_slug_length: int = 40
    timezone: str | None = None
    output_encoding: str = "utf-8"
    post_write_hooks: tuple[Mapping[str, Any], ...] = ()
    alembic_config: str | None = None
    alembic_section: str = "alembic"
    alembic_imports: bool = False
    ignore: tuple[str, ...] = ()
    autogenerate_plugins: tuple[str, ...] = ()
    renames: Renames = "ask"
    style: ScriptStyle = "async"
    prove: Prove = "auto"
    databases: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fleet: Mapping[str, Any] = field(default_factory=dict, repr=False)
    name: str | None = None
    file: str | Path | None = None

    def __post_init__(self) -> None:
        for key, kind in _WORDS:
            if (value := getattr(self, key)) not in (words := get_args(kind)):
                allowed = ", ".join(f"`{one}`" if isinstance(one, str) else str(one).lower() for one in words)
                raise errors.BadConfigError(self.where, key, f"is {value!r}; it can be {allowed}")
        if vague := next((one for one in self.ignore if " " not in one), None):
            raise errors.BadConfigError(
                self.where, "ignore", f"has {vague!r}; write a kind and a path: `index users.ix_old`"
            )
        if not self.version_table:
            raise errors.BadConfigError(self.where, "version_table", "is empty; it must name a table")
        for key, least in _LEAST.items():
            value = getattr(self, key)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise errors.BadConfigError(self.where, key, f"is {value!r}; it must be a number")
            if value < least:
                raise errors.BadConfigError(self.where, key, f"is {value}; it cannot be less than {least}")
        try:
            written = "x".encode(self.output_encoding)
        except LookupError:
            problem = f"is {self.output_encoding!r}, which is no text encoding"
            raise errors.BadConfigError(self.where, "output_encoding", problem) from None
        if written.removeprefix(BOM_UTF8) != b"x":
            problem = f"is {self.output_encoding!r}, which no Python file can be written in"
            raise errors.BadConfigError(self.where, "output_encoding", problem)

    @property
    def where(self) -> str:
        """What the configuration is called in messages."""
        return str(self.file) if self.file else "Config"

    @property
    def folder(self) -> Path:
        """What relative paths count from."""
        return Path(self.file).parent if self.file else Path.cwd()

    @property
    def import_paths(self) -> tuple[Path, ...]:
        """Folders in which the project's own packages are found."""
        return tuple((self.folder / path).resolve() for path in self.prepend_sys_path)

    def database(self, name: str) -> Self:
        """The Config of one of several databases; raises UnknownDatabaseError for a name that is none."""
        if name not in self.databases:
            raise errors.UnknownDatabaseError(name, self.where, tuple(self.databases))
        own = dict(self.databases[name])
        if "url" in own or "engine" in own:
            own = {"url": None, "engine": None, **own}
        return replace(self, databases={}, name=name, **own)

    def each(self) -> tuple[Self, ...]:
        """The Config of each database, in order; this one where it is for one alone."""
        return tuple(self.database(name) for name in self.databases) or (self,)

    def put_on_path(self) -> None:
        """From now on the project's own packages can be imported, as `prepend_sys_path` says."""
        for path in reversed(self.import_paths):
            if str(path) not in sys.path:
                sys.path.insert(0, str(path))

    @property
    def needed_url(self) -> str | None:
        """The URL, where it is needed; raises MissingVariableError."""
        if isinstance(self.url, _Unfilled):
            raise errors.MissingVariableError(self.url.where, "url", self.url.variable)
        return self.url

    @property
    def needed_scratch_url(self) -> str | None:
        """Beside which database scratch ones are made, where that is said; raises MissingVariableError."""
        if isinstance(self.scratch_url, _Unfilled):
            raise errors.MissingVariableError(self.scratch_url.where, "scratch_url", self.scratch_url.variable)
        return self.scratch_url

    def replace(self, **changes: Any) -> Self:
        """A copy with some values changed."""
        return replace(self, **changes)

    @classmethod
    def of(cls, config: Config | str | Path | None) -> Config:
        """A Config as it is, or the one that a file, or the working directory, holds."""
        return config if isinstance(config, Config) else cls.load(config)

    @classmethod
    def load(
        cls, path: str | Path | None = None, *, environ: Mapping[str, str] | None = None, **overrides: Any
    ) -> Self:
        """Read `path`, else the file that AMIG_CONFIG names, else amig.toml or pyproject.toml in the working directory.

        Raises NoConfigError, BadConfigError, UnknownOptionError and MissingVariableError.
        """
        environment = os.environ if environ is None else environ
        file, table = _read(Path(path)) if path else _find(environment)
        table = dict(table)
        several = _tables(file, table.pop("databases", {}))
        fleet = _fleet(file, environment, table.pop("fleet", {}))
        values = cls._values(_Reader(file, environment), table)
        databases = {
            name: cls._values(_Reader(file, environment, f"databases.{name}."), own) for name, own in several.items()
        }
        return cls(**{**values, "databases": databases, "fleet": fleet, "file": file, **overrides})

    @classmethod
    def _values(cls, reader: _Reader, table: Mapping[str, Any]) -> dict[str, Any]:
        known = {f.name: str(f.type) for f in fields(cls) if f.name not in _NO_KEYS}
        return {key: reader.value(key, value, known) for key, value in table.items()}


def _find(environ: Mapping[str, str]) -> tuple[Path, dict[str, Any]]:
    if named := environ.get(CONFIG_VARIABLE):
        return _read(Path(named))
    own, shared = Path.cwd() / "amig.toml", Path.cwd() / "pyproject.toml"
    in_shared = _parse(shared).get("tool", {}).get("amig") if shared.is_file() else None
    if own.is_file() and in_shared is not None and _parse(own) != in_shared:
        raise errors.TwoConfigsError
    if own.is_file():
        return own, _parse(own)
    if in_shared is None:
        looked = ("amig.toml", "[tool.amig] in pyproject.toml")
        if Path("alembic.ini").is_file():
            raise errors.NoConfigError(looked, "take the Alembic project that is here over with `amig adopt`")
        raise errors.NoConfigError(looked)
    return shared, in_shared


def _read(path: Path) -> tuple[Path, dict[str, Any]]:
    path = Path.cwd() / path
    if not path.is_file():
        raise errors.NoConfigError((_shown(path),))
    table = _parse(path)
    if path.name == "pyproject.toml":
        if "amig" not in table.get("tool", {}):
            raise errors.NoConfigError((f"[tool.amig] in {_shown(path)}",))
        table = table["tool"]["amig"]
    return path, table


def _parse(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise errors.UnreadableConfigError(_shown(path), str(error)) from error


def _tables(file: Path, found: Any) -> dict[str, dict[str, Any]]:
    """`[databases.<name>]` tables; raises BadConfigError for anything else."""
    if not isinstance(found, dict):
        raise errors.BadConfigError(_shown(file), "databases", f"is {found!r}; it must be tables `[databases.<name>]`")
    for name, own in found.items():
        if not isinstance(own, dict):
            raise errors.BadConfigError(_shown(file), f"databases.{name}", f"is {own!r}; it must be a table")
    return found


def _fleet(file: Path, environ: Mapping[str, str], found: Any) -> dict[str, Any]:
    """The `[fleet]` table with its strings filled in; whoever uses it says what it may hold."""
    if not isinstance(found, dict):
        raise errors.BadConfigError(_shown(file), "fleet", f"is {found!r}; it must be a table `[fleet]`")
    reader = _Reader(file, environ, "fleet.")
    return {key: reader.complete(key, value) for key, value in found.items()}


_TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "metadata": ((str, list), "a string or a list of strings"),
    "bool": (bool, "true or false"),
    "Prove": ((bool, str), '"auto", true or false'),
    "int": (int, "a whole number"),
    "float": ((int, float), "a number"),
    "tuple[str, ...]": (list, "a list of strings"),
    "tuple[Mapping[str, Any], ...]": (list, "a list of tables"),
}


class _Reader(NamedTuple):
    """Checks the values of one table of a file. `at` stands before the names of its keys in messages."""

    file: Path
    environ: Mapping[str, str]
    at: str = ""

    def value(self, key: str, value: Any, known: Mapping[str, str]) -> Any:
        """A value as its field wants it; raises UnknownOptionError, BadConfigError."""
        if key not in known:
            from difflib import get_close_matches

            near = tuple(get_close_matches(key, list(known), 3, 0.5))
            raise errors.UnknownOptionError(_shown(self.file), self.at + key, near)
        kind, words = _TYPES.get(key) or _TYPES.get(known[key], (str, "a string"))
        inner = dict if "Mapping" in known[key] else str
        listed_wrongly = isinstance(value, list) and not all(isinstance(one, inner) for one in value)
        if not isinstance(value, kind) or (isinstance(value, bool) and "bool" not in str(kind)) or listed_wrongly:
            raise errors.BadConfigError(_shown(self.file), self.at + key, f"is {value!r}; it must be {words}")
        return self.complete(key, value)

    def complete(self, key: str, value: Any) -> Any:
        """The value with all strings in it filled in, lists as tuples."""
        if isinstance(value, list):
            return tuple(self.complete(key, one) for one in value)
        if isinstance(value, dict):
            return {name: self.complete(key, one) for name, one in value.items()}
        return self.filled(key, value) if isinstance(value, str) else value

    def filled(self, key: str, text: str) -> str:
        """The text with `${VAR}` and `${VAR:-default}` from the environment; raises MissingVariableError."""
        try:
            return self._substituted(key, text)
        except errors.MissingVariableError as error:
            if key not in ("url", "scratch_url", "ledger_url"):
                raise
            unfilled = _Unfilled(text)
            unfilled.where, unfilled.variable = error.where, error.variable
            return unfilled

    def _substituted(self, key: str, text: str) -> str:
        def look_up(found: re.Match[str]) -> str:
            value = self.environ.get(found["name"]) or found["default"]
            if value is None:
                raise errors.MissingVariableError(_shown(self.file), self.at + key, found["name"])
            return value

        return re.sub(_VARIABLE, look_up, text) if "${" in text else text


def filled(file: Path, environ: Mapping[str, str], key: str, text: str) -> str:
    """A value from elsewhere, with `${VAR}` in it filled in; raises MissingVariableError."""
    return _Reader(file, environ)._substituted(key, text)


class _Unfilled(str):
    """A URL with a variable that is not there: an error only for whoever needs the URL."""

    __slots__ = ("variable", "where")
    variable: str
    where: str


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
