"""Errors of what was asked for."""

from __future__ import annotations

from amig.errors.base import AmigError, Near, error, listed


class TargetError(AmigError):
    """What was asked for does not fit the history."""

    exit_code = 2


@error
class BadTargetError(TargetError):
    """A target that cannot be read."""

    says = "the target `{target}` {problem}"
    advice = "use {instead}"
    target: str
    problem: str
    instead: str = "`head`, `base`, `+1`, `-1`, or a revision id"


@error
class UnknownTargetError(Near, TargetError):
    """No revision has this name."""

    says = "no revision `{target}`"
    otherwise = "`amig history` lists them"
    target: str
    near: tuple[str, ...] = ()


@error
class AmbiguousTargetError(TargetError):
    """A partial id that several revisions share."""

    says = "`{target}` could be {candidates}"
    advice = "give more of the id"
    target: str
    candidates: tuple[str, ...]


@error
class NoSuchBranchError(Near, TargetError):
    """What stands before an `@` names no branch."""

    says = "`{target}`: no branch `{branch}`"
    otherwise = "a branch is named by its label, or by a revision on it"
    target: str
    branch: str
    near: tuple[str, ...] = ()


@error
class NotInBranchError(TargetError):
    """A revision that does not lie on the branch that was named with it."""

    says = "`{target}`: `{revision}` is not on the branch of `{branch}`"
    advice = "leave the `{branch}@` out, or name a revision of that branch"
    target: str
    revision: str
    branch: str


@error
class OverlapError(TargetError):
    """Several targets of which one implies another."""

    says = "`{earlier}` comes before `{later}`, and both are asked for"
    advice = "leave `{earlier}` out: `{later}` implies it"
    earlier: str
    later: str


@error
class NotInRangeError(TargetError):
    """A range that starts where nothing leads to its end from."""

    says = "`{range}`: `{start}` does not come before {end}"
    advice = "turn the range around, or leave one end out"
    range: str
    start: str
    end: tuple[str, ...]


@error
class InsideReplacedError(TargetError):
    """A place in the middle of what a squashed revision replaced."""

    says = "`{revision}` is a part of `{by}` now, which runs as one"
    advice = "name `{by}`, or what comes before it"
    revision: str
    by: str


@error
class MultipleHeadsError(TargetError):
    """One head was needed and there are several."""

    says = "several heads where one is needed: {heads}"
    advice = "{instead}"
    heads: tuple[str, ...]
    instead: str = "name one of them, or `heads` for all"


@error
class NotAHeadError(TargetError):
    """A new revision was to follow one that others follow already."""

    says = "`{revision}` is no head: {children} came after it"
    advice = "`--splice` starts another line there; `amig heads` shows the heads"
    revision: str
    children: tuple[str, ...]


@error
class NothingToMergeError(TargetError):
    """A merge of fewer than two revisions."""

    says = "a merge needs two revisions or more, and this is {revisions}"
    advice = "name them, or `heads` for all; one head needs no merge"
    revisions: tuple[str, ...]


@error
class TooFarError(TargetError):
    """More steps than there are."""

    says = "`{target}` is further than the history goes; steps left that way: {available}"
    advice = "use `head` or `base` to go all the way"
    target: str
    available: int


@error
class NotOnTheWayError(TargetError):
    """A target that lies in the other direction."""

    says = "`{target}` is no {direction} from {heads}"
    advice = "use the other one of `amig upgrade` and `amig downgrade`"
    target: str
    direction: str
    heads: tuple[str, ...]


@error
class EmptyRangeError(TargetError):
    """A range between whose ends nothing lies."""

    says = "no revision lies in `{range}`"
    advice = "write `older:newer`, or leave one of them out"
    range: str


@error
class UnknownFormatError(TargetError):
    """A format that nothing can be drawn in."""

    says = "no format `{format}`"
    format: str
    formats: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def hint(self) -> str | None:
        return f"did you mean {listed(self.near)}?" if self.near else f"use one of {listed(self.formats)}"
