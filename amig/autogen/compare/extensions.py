"""Extensions of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.entity import pairs, used
from amig.autogen.compare.pair import Both
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.look.shapes import ExtensionShape
from amig.ops.extension import AlterExtension, CreateExtension, DropExtension


def extensions(both: Both) -> Iterator[Found]:
    """Extensions that come or go; of the others what is said: version, schema."""
    want = both.want.entities.shapes.extensions
    registered = "extension" in both.want.entities.kinds
    for pair in pairs(both, "extension", both.have.extensions, want, lambda one: registered and used(both, one.schema)):
        have, wanted = pair.have, pair.want
        subject = f"extension {(wanted or have).name}"
        if wanted is None:
            made = CreateExtension(have.name, schema=both.schema(have.schema), version=have.version)
            yield found(DropExtension(have.name, created=made), subject, REMOVED)
        elif have is None:
            made = CreateExtension(wanted.name, schema=both.schema(wanted.schema), version=wanted.version)
            yield found(made, subject, ADDED)
        else:
            yield from _altered(both, have, wanted, subject)


def _altered(both: Both, have: ExtensionShape, want: ExtensionShape, subject: str) -> Iterator[Found]:
    if want.version is not None and want.version != have.version:
        alter = AlterExtension(have.name, version=want.version, existing_version=have.version)
        yield found(alter, subject, changed(have.version, want.version))
    if want.schema is not None and want.schema != have.schema:
        was = both.schema(have.schema) or both.have.default_schema or both.impl.dialect.default_schema_name
        alter = AlterExtension(have.name, schema=want.schema, existing_schema=was)
        yield found(alter, subject, changed(was, want.schema))
