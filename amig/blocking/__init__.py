"""`from amig.blocking import op`: the operations of the running migration, for plain `def` scripts.

What scripts written for Alembic import from it is found here under the same names.
"""

from __future__ import annotations

from amig.blocking.environment import context as context
from amig.blocking.operations import Operations
from amig.ops import running

op = Operations(running)
