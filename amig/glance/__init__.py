"""A glance at where a database is, for those who will mostly find nothing to do; it imports next to nothing.

It opens no more than a driver's own connection, or one of an engine that is there, sends one statement and compares
nothing. Where it cannot tell, for whatever reason, it says nothing: then the environment and its engine are asked, and
they say what is wrong.
"""

from __future__ import annotations

from amig.glance.asking import Glance as Glance
from amig.glance.asking import glance as glance
