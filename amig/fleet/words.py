"""Numbers and states in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.fleet.report import FleetReport

_MINUTE, _HOUR = 60, 3600
_DIGITS = ((10, 0), (1, 1), (0, 2))

OUTCOMES = {
    "done": "moved now",
    "current": "nothing to do",
    "failed": "failed",
    "gone": "gone",
    "ahead": "ahead of the files",
    "left": "not begun",
}


def title(told: FleetReport) -> str:
    """`Fleet upgrade to head`."""
    return f"Fleet {told.direction} to {told.target}"


def counted(count: int, what: str = "tenant") -> str:
    """`1 tenant`, `2,000 tenants`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def lasting(seconds: float) -> str:
    """`3 ms`, `0.31 s`, `12 s`, `4 min 10 s`, `2 h 5 min`."""
    if not seconds:
        return "0 s"
    if seconds < 0.1:  # noqa: PLR2004 - from there on seconds are easier to read
        return f"{seconds * 1000:.0f} ms"
    if seconds < _MINUTE:
        digits = next(digits for least, digits in _DIGITS if seconds >= least)
        return f"{seconds:.{digits}f} s"
    if seconds < _HOUR:
        return _two(int(seconds), _MINUTE, "min", 1, "s")
    return _two(int(seconds), _HOUR, "h", _MINUTE, "min")


def _two(seconds: int, large: int, its: str, small: int, its_own: str) -> str:
    """In a large unit and a small one, where there is something left for that."""
    rest = seconds % large // small
    return f"{seconds // large} {its}" + (f" {rest} {its_own}" if rest else "")


def moment(since_1970: float) -> str:
    """A time of the world's clock."""
    return datetime.fromtimestamp(since_1970, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def verdict(told: FleetReport) -> tuple[str, str]:
    """How it ended, and the kind of it: `good`, `bad`, or `open`."""
    if told.all_current:
        return "every tenant is current", "good"
    if told.outcome in ("interrupted", "running", "stopped"):
        words = {"interrupted": "interrupted", "running": "still running", "stopped": "stopped"}
        return words[told.outcome], "open"
    if told.failed:
        return f"{told.failed:,} failed", "bad"
    return "not every tenant is current", "bad"


def share(part: int, whole: int) -> str:
    """`12 %`, `0.3 %`; never all or nothing unless it is."""
    if not whole or not part or part == whole:
        return "100 %" if part and part == whole else "0 %"
    percent = min(max(100 * part / whole, 0.1), 99.9)
    return f"{percent:.0f} %" if 1 <= percent < 99 else f"{percent:.1f} %"  # noqa: PLR2004 - near the ends
