"""Errors of backfills: data that is too big for one transaction, changed in batches."""

from __future__ import annotations

from amig.errors.base import AmigError, error


class BackfillError(AmigError):
    """Data that is changed in batches."""


@error
class NoBackfillError(BackfillError):
    """A revision was named that has no backfill."""

    exit_code = 2
    says = "revision `{revision}` has no backfill"
    advice = "`amig backfill status` lists those that have one; a backfill is an `async def backfill(op, cursor)`"
    revision: str


@error
class BackfillNotAppliedError(BackfillError):
    """A backfill is to run whose revision is not applied, or was taken back meanwhile."""

    says = "the backfill of revision `{revision}` cannot run: the revision is not applied"
    advice = "run `amig upgrade {revision}` first"
    revision: str


@error
class BackfillUnfinishedError(BackfillError):
    """A revision requires a backfill that is not finished; it was not begun."""

    says = "revision `{revision}` requires the backfill of `{backfill}`, which is not finished: {progress}"
    revision: str
    backfill: str
    progress: str
    whole: bool = False
    """Whether all of the run was one transaction, which is rolled back."""

    @property
    def hint(self) -> str:
        first = f"what comes before `{self.revision}` is done:"
        if self.whole:
            first = f"nothing of this run is kept, it is one transaction; first `amig upgrade {self.backfill}`, then"
        return f"{first} `amig backfill run {self.backfill}`, then this upgrade again"


@error
class BackfillFailedError(BackfillError):
    """A batch raised; the driver's or the script's error is the `__cause__`. `batch` counts from 1."""

    says = "the backfill of revision `{revision}` failed in batch {batch}: {problem}"
    revision: str
    batch: int
    problem: str
    advice_of_cause: str | None = None

    @property
    def hint(self) -> str:
        first = f"{self.advice_of_cause}; " if self.advice_of_cause else ""
        kept = {1: "nothing of it was kept", 2: "the batch before it is kept"}
        before = kept.get(self.batch, f"the {self.batch - 1} batches before it are kept")
        return f"{first}{before}; correct the cause and run `amig backfill run {self.revision}` again: it goes on there"


@error
class BackfillStuckError(BackfillError):
    """A batch gave back the cursor that it was given: it would never end."""

    says = "the backfill of revision `{revision}` gave back the cursor that it was given, {cursor}: it would never end"
    advice = "return how far the batch came, and None when nothing is left; this batch was rolled back"
    revision: str
    cursor: str


@error
class BadCursorError(BackfillError):
    """A batch gave back something that cannot be kept."""

    says = "the backfill of revision `{revision}` gave back {cursor}, which is no JSON value: {problem}"
    advice = "return numbers, strings, lists or dicts of them, None when nothing is left; this batch was rolled back"
    revision: str
    cursor: str
    problem: str


@error
class EditedBackfillError(BackfillError):
    """A script says something else than when the backfill's last batch ran."""

    says = "revision `{revision}` was edited while its backfill was under way, after batch {batch}"
    advice = "put the file back, or set `strict = false` to go on from the saved cursor with the new one"
    revision: str
    batch: int
