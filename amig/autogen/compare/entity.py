"""What is the same of every kind of entity: pairs, and when one that no model has is to go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from amig.autogen.compare.pair import Both


class EntityPair(NamedTuple):
    """Both sides of an entity. `want` is in the models' own words, `said` in the server's where it gave them.

    `refused`: the server did not, and its reason says that this is another text. `unsure`: it says nothing about that.
    """

    have: Any
    want: Any
    said: Any = None
    refused: str | None = None
    unsure: str | None = None

    @property
    def settled(self) -> Any:
        """What is wanted, in the best words that there are."""
        return self.want if self.said is None else self.said


def pairs(
    both: Both, kind: str, have: Mapping[Any, Any], want: Mapping[Any, Any], removable: Callable[[Any], bool]
) -> Iterator[EntityPair]:
    """What is declared, and what the database has beside it that is `removable`."""
    for key in sorted(want, key=_place):
        refusal = both.said.refused.get((kind, key))
        yield EntityPair(
            have.get(key),
            want[key],
            both.said.shapes.get((kind, key)),
            refusal.reason if refusal is not None and refusal.sure else None,
            refusal.reason if refusal is not None and not refusal.sure else None,
        )
    for key in sorted(have.keys() - want.keys(), key=_place):
        if removable(have[key]):
            yield EntityPair(have[key], None)


def used(both: Both, schema: str | None) -> bool:
    """Whether the models use a schema: elsewhere nothing is dropped."""
    return schema in both.want.schemas or schema in both.want.entities.schemas


def _place(key: Any) -> str:
    return repr(key)


def differs(have: str | None, want: str | None, refused: str | None) -> str:
    """Why two texts are not the same, without the texts: they are long."""
    if refused is not None:
        return f"its text in the models is another one: {refused}"
    return "its text is another one in the models" if have != want else "it is made in another way in the models"
