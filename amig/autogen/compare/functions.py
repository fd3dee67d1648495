"""Functions and procedures, by what the server has written down."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.entity import EntityPair, differs, used
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED
from amig.autogen.found import Found, Note, found
from amig.autogen.making import create_function, drop_function, put_back
from amig.look.shapes import FunctionShape, Key
from amig.ops.function import ReplaceFunction
from amig.ops.procedure import ReplaceProcedure


def functions(both: Both) -> Iterator[Found]:
    """Functions that come, go or change; overloads are told apart by the types of their arguments."""
    left = dict(both.have.functions)
    for key, want in both.want.entities.shapes.functions.items():
        said = both.said.shapes.get(("function", key), want)
        refusal = both.said.refused.get(("function", key))
        have = left.pop(said.key, None)
        if have is None and refusal is not None:
            have = _namesake(left, want)
        unsure = refusal.reason if refusal is not None and not refusal.sure else None
        refused = refusal.reason if refusal is not None and refusal.sure else None
        yield from _compared(both, EntityPair(have, want, said, refused, unsure))
    for key in sorted(left, key=repr):
        if left[key].kind in both.want.entities.kinds and used(both, key[0]):
            have = left[key]
            schema = both.schema(have.schema)
            undo = (create_function(have, schema), *put_back(have))
            unsure = _perhaps_declared(both, have)
            yield Found(drop_function(have, schema), (Note(_subject(have), REMOVED),), undo, unsure)


def _perhaps_declared(both: Both, have: FunctionShape) -> str | None:
    """Why it may be one that is declared: the server did not say what the arguments of its namesake are."""
    for (kind, key), refusal in both.said.refused.items():
        if kind == "function" and not refusal.sure and key[0] == have.schema and _name(key[1]) == _name(have.types):
            return refusal.reason
    return None


def _name(signature: str) -> str:
    return signature.partition("(")[0].strip()


def _namesake(left: dict[Key, FunctionShape], want: FunctionShape) -> FunctionShape | None:
    """The only function of that name, where the server did not say what its arguments are."""
    same = [key for key in left if key[0] == want.schema and _name(key[1]) == _name(want.signature)]
    return left.pop(same[0]) if len(same) == 1 else None


def _compared(both: Both, pair: EntityPair) -> Iterator[Found]:
    have, want, said, refused, unsure = pair
    schema, subject = both.schema(want.schema), _subject(said)
    if have is None:
        yield found(create_function(want, schema), subject, ADDED, unsure)
        return
    if not (refused or unsure) and have[:4] == said[:4]:
        return
    reason = differs(have.text, said.text, refused or unsure)
    if unsure or (have.kind == said.kind and _can_be_replaced(both, have, said)):
        replace = ReplaceProcedure if want.kind == "procedure" else ReplaceFunction
        yield found(replace(want.signature, want.text, schema=schema, previous=have.text), subject, reason, unsure)
        return
    undo = (create_function(have, schema), *put_back(have))
    yield Found(drop_function(have, schema), (Note(subject, reason),), undo)
    yield found(create_function(want, schema), subject, reason)
    for statement in put_back(have):
        yield Found(statement, (Note(subject, reason),), ())


def _can_be_replaced(both: Both, have: FunctionShape, said: FunctionShape) -> bool:
    """PostgreSQL keeps the arguments and what is returned; MySQL drops and creates by itself."""
    if both.impl.dialect.name != "postgresql":
        return have.signature == said.signature
    return have.signature == said.signature and have.returns == said.returns


def _subject(function: FunctionShape) -> str:
    return f"{function.kind} {key_text(function.key)}"
