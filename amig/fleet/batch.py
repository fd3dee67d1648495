"""What travels to a worker: some tenants, what is to become of them, and what the worker must have."""

from __future__ import annotations

import pickle
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from amig.errors import BadConfigError
from amig.fleet.events import TenantDone, TenantFailed, TenantsCurrent, TenantSkipped
from amig.options import where
from amig.state.events import who

if TYPE_CHECKING:
    from collections.abc import Callable

    from amig.config import Config
    from amig.fleet.events import FleetEvent
    from amig.fleet.order import Order
    from amig.fleet.settings import FleetSettings
    from amig.fleet.tenants import Tenant
    from amig.script.directory import ScriptDirectory


@dataclass(frozen=True, slots=True)
class Passport:
    """What coordinator and workers must have in common. `files` is a digest of all revisions."""

    amig: str
    python: str
    files: str

    @classmethod
    def of(cls, script: ScriptDirectory) -> Passport:
        """That of this process; reads every revision's file."""
        digest = blake2b(digest_size=16)
        for revision in sorted(script.graph.files, key=lambda one: one.id):
            text = revision.path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{revision.id}\0{len(text)}\0".encode() + text)
        return cls(who(None).amig, python(), digest.hexdigest())

    def differs(self, other: Passport) -> str:
        """What another one has that this one has not, as the end of a sentence; empty where they are alike."""
        if other.amig != self.amig:
            return f"has amig {other.amig}, and the coordinator {self.amig}"
        if other.python != self.python:
            return f"has Python {other.python}, and the coordinator {self.python}"
        return "" if other.files == self.files else "has other migration files than the coordinator"


def python() -> str:
    """The version of this Python, as far as code for it depends on it."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True)
class Batch:
    """Tenants for one task. `room` says how many connections to each server all workers may have together.

    `topic` and `number` are where its events go. Whoever runs it opens the migrations folder with `open`.
    """

    passport: Passport
    config: Config = field(repr=False)
    settings: FleetSettings = field(repr=False)
    open: Callable[[Config], ScriptDirectory] = field(repr=False)
    ledger: str = field(default="", repr=False)
    order: Order | None = None
    tenants: Sequence[Tenant] = ()
    room: Mapping[str, int] = field(default_factory=dict)
    topic: str = ""
    number: int = 0


def sealed(batch: Batch) -> bytes:
    """A batch as bytes; raises BadConfigError where its configuration holds what cannot travel."""
    config = batch.config
    if config.engine is not None and not isinstance(config.engine, str):
        problem = "is an object, which no worker can be given; name it, like `app.db:engine`"
        raise BadConfigError(where(config), "engine", problem)
    try:
        return pickle.dumps(batch)
    except Exception as error:  # noqa: BLE001 - pickle raises whatever an object does
        problem = f"holds an object that no worker can be given ({type(error).__name__}); name it, like `app.db:it`"
        raise BadConfigError(where(config), "metadata", problem) from None


def portable(config: Config) -> Config:
    """What a worker needs of a configuration: it lists no tenants, and writes no files."""
    return config.replace(fleet={}, post_write_hooks=(), url=config.needed_url)


def packed(events: Sequence[FleetEvent]) -> bytes:
    """Events as few bytes: a scheduler keeps them for a while."""
    return zlib.compress(pickle.dumps(list(events)))


def unpacked(data: bytes) -> list[FleetEvent]:
    """The events again."""
    found: list[FleetEvent] = pickle.loads(zlib.decompress(data))  # noqa: S301 - of our own cluster
    return found


@dataclass
class Told:
    """What has been told of a batch: who is dealt with, who was begun, and how many were found current."""

    ended: set[str] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)
    current: int = 0

    def add(self, event: FleetEvent) -> None:
        """Take an event into account."""
        if isinstance(event, TenantDone | TenantFailed | TenantSkipped):
            self.ended.add(event.tenant)
        elif isinstance(event, TenantsCurrent):
            self.current += event.count
        elif (tenant := getattr(event, "tenant", None)) is not None:
            self.begun.add(tenant)


Answer = dict[str, Any]
"""What a task gives back, in Python's own types: `worker`, and `events`, `differs` or `failed`."""
