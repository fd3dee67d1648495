"""What would happen, before it does: steps, their SQL, locks, and what they destroy."""

from __future__ import annotations

from amig.preview.make import make as make
from amig.preview.values import Plan as Plan
from amig.preview.values import PlannedStatement as PlannedStatement
from amig.preview.values import PlannedStep as PlannedStep
