"""`from amig.blocking import op`: the operations of the running migration, for plain `def` scripts."""

from __future__ import annotations

from amig.ops import BlockingOperations, running

op = BlockingOperations(running)
