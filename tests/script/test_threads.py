"""Many runs read files at once, each in a thread of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from amig.ops.forgotten import forgotten
from amig.syntax import parse


def test_trees_are_made_one_at_a_time() -> None:
    """CPython 3.11 mixes the depths of trees that are made side by side; amig's never are."""
    source = "async def upgrade(op):\n" + "".join(
        f"    await op.execute({'(' * 20}{n}{')' * 20})\n" for n in range(400)
    )
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: forgotten(source, "x.py"), range(50)))
        trees = list(pool.map(lambda _: len(parse(source).body), range(50)))
    assert found == [[]] * 50
    assert trees == [1] * 50
