"""What was found, as the ops of a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from amig.autogen.script import DowngradeOps, UpgradeOps, grouped
from amig.errors import IrreversibleError
from amig.ops.script import Irreversible

if TYPE_CHECKING:
    from amig.autogen.found import Found
    from amig.autogen.renames import Suspicion
    from amig.ops.base import Directive


def upgrade_of(found: Iterable[Found], token: str) -> UpgradeOps:
    """What ends the differences."""
    return UpgradeOps(grouped(one.directive for one in found), token)


def downgrade_of(found: Sequence[Found], token: str) -> DowngradeOps:
    """What brings them back, in reverse; what nothing brings back is refused there, with the reason."""
    return DowngradeOps(grouped(one for each in reversed(found) for one in _undone(each)), token)


def _undone(found: Found) -> Iterator[Directive[Any]]:
    try:
        yield from found.undone()
    except IrreversibleError as error:
        yield Irreversible(str(error))


def comments_of(
    found: Sequence[Found], unsure: Sequence[Found], suspected: Sequence[Suspicion]
) -> Mapping[Directive[Any], tuple[str, ...]]:
    """What stands in the file before a directive: what may be a rename, and what may be a difference."""
    comments: dict[Directive[Any], tuple[str, ...]] = {}
    for one in found:
        subjects = [note.subject for note in one.notes]
        if lines := tuple(_question(each) for each in suspected if each.subject in subjects):
            comments[one.directive] = lines
    if unsure and found:
        lines = tuple(f"unsure: {note.subject}: {note.reason} ({one.unsure})" for one in unsure for note in one.notes)
        comments[found[0].directive] = (*lines, *comments.get(found[0].directive, ()))
    return comments


def _question(one: Suspicion) -> str:
    return (
        f"{one.question} then this loses what is in it: rename it here instead, or say so in the models: "
        f'info={{"renamed_from": "{one.old}"}}'
    )
