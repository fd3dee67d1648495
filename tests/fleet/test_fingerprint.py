"""One cause has one fingerprint, whatever the tenant and the values are."""

from __future__ import annotations

from amig.errors import StepFailedError
from amig.fleet.fingerprint import fingerprint


class ServerError(Exception):
    """As a driver raises it."""

    def __init__(self, sqlstate: str, text: str) -> None:
        super().__init__(text)
        self.sqlstate = sqlstate


def failed(sqlstate: str, text: str, revision: str = "rev00001") -> StepFailedError:
    error = StepFailedError(revision, "upgrade", text, statement=2)
    error.__cause__ = ServerError(sqlstate, text)
    return error


def test_values_and_the_tenant_do_not_count() -> None:
    """Quoted data, numbers, details, and the tenant's own name."""
    pairs = [
        ("23505", 'unique "uq" broken\nDETAIL: Key (a)=(%s) is there', "x", "y"),
        ("22P02", 'invalid input syntax for type integer: "%s"', "a1", "b2"),
        ("42P07", 'relation "%s.t" already exists', "one", "two"),
        ("XX000", "row %s is odd, and '%s' too", "17", "18"),
    ]
    for state, text, one, two in pairs:
        first, second = (failed(state, text.replace("%s", word)) for word in (one, two))
        assert fingerprint(first, one) == fingerprint(second, two), text


def test_causes_count() -> None:
    """Another column, another revision, another state."""
    texts = ['column "a" contains null values', 'column "b" contains null values']
    prints = {fingerprint(failed("23502", text)) for text in texts}
    prints |= {fingerprint(failed("23502", texts[0], "rev00002")), fingerprint(failed("23503", texts[0]))}
    assert len(prints) == 4
