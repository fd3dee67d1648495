"""Errors of a history with several heads: telling them, and joining them."""

from __future__ import annotations

from amig.errors.base import AmigError, error, listed


class HeadsError(AmigError):
    """Several heads where there should be one."""


@error
class SeveralHeadsError(HeadsError):
    """`amig heads --check` found more than one."""

    exit_code = 3
    says = "more than one head: {heads}"
    advice = "`amig rebase` puts your revisions after the others; `amig merge heads` joins what is published"
    heads: tuple[str, ...]


@error
class HeadsFileError(HeadsError):
    """The `heads` file does not say what the revision files say."""

    exit_code = 3
    says = "`{path}` {problem}"
    advice = "`amig rebase` joins the heads, where there are two, and writes the file anew"
    path: str
    problem: str


@error
class UnclearHeadsError(HeadsError):
    """Heads that could be joined in more than one way."""

    exit_code = 2
    says = "heads that can be joined in more than one way: {heads}"
    advice = "say which one goes after which: `amig rebase --head ID --onto ID`"
    heads: tuple[str, ...]


@error
class OursUnknownError(HeadsError):
    """Nothing says which revisions may still be moved."""

    exit_code = 2
    says = "which revisions are yours cannot be told: {problem}"
    advice = "name what to compare with: `--base BRANCH`, or `--unapplied` for a database"
    problem: str


@error
class NoneOursError(HeadsError):
    """All heads are published, so none may be moved."""

    says = "no revision is yours: {where} has {heads}"
    advice = "what is published stays where it is: `amig merge heads` joins it; or name another `--base`"
    heads: tuple[str, ...]
    where: str


@error
class AllOursError(HeadsError):
    """No head is published, so either could be moved."""

    exit_code = 2
    says = "any of these can be moved, for {where} has none of them: {heads}"
    advice = "say which one goes after which: `amig rebase --head ID --onto ID`; or name another `--base`"
    heads: tuple[str, ...]
    where: str


@error
class PublishedMoveError(HeadsError):
    """A rebase would move what others have already."""

    says = "{where} already has what would move: {revisions}"
    advice = "what is published stays where it is: exchange `--head` and `--onto`, or `amig merge heads`"
    revisions: tuple[str, ...]
    where: str


@error
class AppliedMoveError(HeadsError):
    """A rebase would move what the database has run."""

    says = "the database has already run what would move: {revisions}"
    advice = "take it back first (`amig downgrade`), or leave it where it is: `amig merge heads`"
    revisions: tuple[str, ...]


@error
class StrandedError(HeadsError):
    """A line that stands on something else than what comes before the other head."""

    revision: str
    parents: tuple[str, ...]
    onto: str
    advice = "`amig merge heads` joins them"

    @property
    def sentence(self) -> str:
        there = f"follows {listed(self.parents)}, which does not come before" if self.parents else "does not go after"
        return f"`{self.revision}` {there} `{self.onto}`"


@error
class UnaskedDatabaseError(HeadsError):
    """The database could not be asked what it has run."""

    says = "the database cannot be asked what it has run: {problem}"
    advice = "start it; or give `--no-database`, where you know that it has run none of your revisions"
    problem: str


@error
class UneditableError(HeadsError):
    """A file that cannot be changed."""

    says = "`{path}` cannot be changed: it {problem}"
    advice = "correct that and run again; every file is as it was"
    path: str
    problem: str
