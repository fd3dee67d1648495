"""A function of MySQL taken apart: what is said of it in any order, and its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from amig.ops.tokens import Token, tokens

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.words import Words

_OF_TYPES = {"UNSIGNED": 1, "SIGNED": 1, "ZEROFILL": 1, "BINARY": 1, "CHARSET": 2, "CHARACTER": 3, "COLLATE": 2}
"""Words that belong to the type that is returned -> how many there are with them."""
_SAID = {
    ("LANGUAGE", "SQL"): 2,
    ("NOT", "DETERMINISTIC"): 2,
    ("DETERMINISTIC",): 1,
    ("CONTAINS", "SQL"): 2,
    ("NO", "SQL"): 2,
    ("READS", "SQL", "DATA"): 3,
    ("MODIFIES", "SQL", "DATA"): 3,
    ("SQL", "SECURITY"): 3,
    ("COMMENT",): 2,
}


class Routine(NamedTuple):
    """What stands behind the arguments of a function or a procedure; what is the usual is not written."""

    returns: str | None
    deterministic: bool = False
    access: str = "CONTAINS SQL"
    security: str = "DEFINER"
    comment: str = ""
    body: str = ""

    def text(self, impl: Impl) -> str:
        """All of it, in one order."""
        said = [f"RETURNS {self.returns}" if self.returns else "", "DETERMINISTIC" if self.deterministic else ""]
        said += ["" if self.access == "CONTAINS SQL" else self.access]
        said += ["" if self.security == "DEFINER" else f"SQL SECURITY {self.security}"]
        said += [f"COMMENT {impl.literal(self.comment)}" if self.comment else ""]
        return " ".join(part for part in (*said, self.body) if part)


def routine(definition: str, words: Words) -> Routine:
    """Take a definition apart as it is written in CREATE FUNCTION; raises ValueError for an open quote."""
    seen = tokens(definition, "mysql")
    at, returns = 0, None
    if seen and seen[0].value == "RETURNS":
        at = _end_of_type(seen)
        returns = words.type(definition[seen[1].start : seen[at - 1].end])
    made = Routine(returns)
    while said := next((one for one in _SAID if tuple(token.value for token in seen[at : at + len(one)]) == one), None):
        made = _with(made, said, seen[at + _SAID[said] - 1])
        at += _SAID[said]
    return made._replace(body=definition[seen[at].start :].rstrip().rstrip(";") if at < len(seen) else "")


def _end_of_type(seen: list[Token]) -> int:
    at = 2
    if at < len(seen) and seen[at].text == "(":
        at = next(place for place, token in enumerate(seen) if token.text == ")") + 1
    while at < len(seen) and seen[at].value in _OF_TYPES:
        at += _OF_TYPES[seen[at].value]
    return at


def _with(made: Routine, said: tuple[str, ...], last: Token) -> Routine:
    if said[-1] == "DETERMINISTIC":
        return made._replace(deterministic=len(said) == 1)
    if said == ("SQL", "SECURITY"):
        return made._replace(security=last.value)
    if said == ("COMMENT",):
        return made._replace(comment=last.value)
    return made if said[0] == "LANGUAGE" else made._replace(access=" ".join(said))


def arguments(signature: str, words: Words, kind: str) -> str:
    """A signature with its types in the words of the catalogue."""
    name, _, rest = signature.partition("(")
    rest = rest.rstrip()[:-1]
    seen, depth, start, parts = tokens(rest, "mysql"), 0, 0, []
    for token in seen:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text == ",":
            parts.append(rest[start : token.start])
            start = token.end
    parts.append(rest[start:])
    return f"{name.strip()}({', '.join(_argument(part, words, kind) for part in parts if part.strip())})"


def _argument(text: str, words: Words, kind: str) -> str:
    seen = tokens(text, "mysql")
    mode = seen[0].value if seen[0].value in ("IN", "OUT", "INOUT") else ""
    named = seen[1] if mode else seen[0]
    said = f"{mode} " if kind == "procedure" and mode not in ("", "IN") else ""
    name = named.value if named.kind == "name" else named.text
    return f"{said}{words.impl.name(name)} {words.type(text[named.end :].strip())}"
