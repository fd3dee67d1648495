"""The snapshot's file: statements that make a tenant as the revisions do, and what they were made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from amig.errors import BadSnapshotError, StaleSnapshotError, UnwritableError

if TYPE_CHECKING:
    from amig.script.directory import ScriptDirectory

FORMAT = "1"
_FIRST = "-- amig snapshot"
_KEYS = ("format", "heads", "chain", "server", "tenants", "frozen", "defaults", "rows", "mark", "hash")


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """`heads` is where a tenant is after the statements; `chain` is a hash of the revisions that lead there.

    `whole`: it holds more than one schema, or an extension, and can only make a database. `frozen` are values that each
    run of the revisions makes anew, and that are the same here for every tenant; `defaults` are such that the server
    makes anew.
    """

    heads: tuple[str, ...]
    chain: str
    server: str
    statements: tuple[str, ...]
    whole: bool = False
    frozen: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    rows: int = 0

    @property
    def text(self) -> str:
        """What the file says."""
        body = "\n;\n".join(self.statements)
        mark = sha256(body.encode(errors="surrogatepass")).hexdigest()[:12]
        values = {
            "format": FORMAT,
            "heads": ", ".join(self.heads) or "-",
            "chain": self.chain,
            "server": self.server,
            "tenants": "databases" if self.whole else "schemas, databases",
            "frozen": ", ".join(self.frozen) or "-",
            "defaults": ", ".join(self.defaults) or "-",
            "rows": str(self.rows),
            "mark": mark,
        }
        rest = "".join(f"{one}\n-- {mark}\n" for one in self.statements)
        return _FIRST + "\n" + _head(values | {"hash": _hash(values, rest)}) + "\n" + rest

    @property
    def hash(self) -> str:
        """By which it is known in a tenant's history."""
        return sha256(self.text.encode(errors="surrogatepass")).hexdigest()

    @classmethod
    def parse(cls, text: str, path: str) -> SnapshotFile:
        """Read what `text` wrote; raises BadSnapshotError for another format, and for a file that was edited."""
        text = text.replace("\r\n", "\n")
        head, _, rest = text.partition("\n\n")
        values: dict[str, str] = {}
        for line in head.splitlines()[1:]:
            key, _, values[key] = line.removeprefix("-- ").partition(": ")
        if not head.startswith(_FIRST) or not set(_KEYS) <= set(values):
            raise BadSnapshotError(path, "has no head that can be read")
        if values["format"] != FORMAT:
            raise BadSnapshotError(path, f"is of format {values['format']}, and this amig reads {FORMAT}")
        said = values.pop("hash")
        if said != _hash(values, rest):
            raise BadSnapshotError(path, "was edited: it is not what its hash says")
        statements = tuple(rest.split(f"\n-- {values['mark']}\n")[:-1])
        return cls(
            _listed(values["heads"]),
            values["chain"],
            values["server"],
            statements,
            values["tenants"] == "databases",
            _listed(values["frozen"]),
            _listed(values["defaults"]),
            int(values["rows"]),
        )


def path_of(script: ScriptDirectory, flavour: str) -> Path:
    """Where the snapshot for a kind of server is; it need not be there."""
    return Path(script.location, "snapshot", f"{flavour}.sql")


def read(path: Path) -> SnapshotFile | None:
    """The snapshot, None where there is none; raises BadSnapshotError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise BadSnapshotError(str(path), f"cannot be read: {error}") from error
    return SnapshotFile.parse(text, str(path))


def write(path: Path, found: SnapshotFile) -> None:
    """Write it in the place of what is there; raises UnwritableError."""
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.write_bytes(found.text.encode(errors="surrogatepass"))
        beside.replace(path)
    except OSError as error:
        raise UnwritableError(str(path), error.strerror or str(error)) from error


def chain_hash(script: ScriptDirectory, heads: Collection[str]) -> str:
    """A hash of what the revisions up to these do, in the order in which they run."""
    graph = script.graph
    ids = graph.in_order(graph.ancestors(graph.canonical(heads)))
    said = "\n".join(f"{id_} {script.fingerprint(graph[id_])}" for id_ in ids)
    return sha256(said.encode()).hexdigest()


def refuse_stale(script: ScriptDirectory, found: SnapshotFile, path: Path) -> None:
    """Raise StaleSnapshotError where a revision that it was made of is gone or was edited. Newer ones do no harm."""
    if gone := tuple(id_ for id_ in found.heads if id_ not in script.graph):
        raise StaleSnapshotError(str(path), f"there is no revision `{gone[0]}`")
    if chain_hash(script, found.heads) != found.chain:
        raise StaleSnapshotError(str(path), "one of them was edited, added or taken away since")


def _head(values: Mapping[str, str]) -> str:
    return "".join(f"-- {key}: {value}\n" for key, value in values.items())


def _hash(values: Mapping[str, str], rest: str) -> str:
    return sha256((_head(values) + rest).encode(errors="surrogatepass")).hexdigest()


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split(", ") if one != "-")
