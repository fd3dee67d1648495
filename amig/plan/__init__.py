"""What would happen, before it does: steps, their SQL, locks, and what they destroy."""

from __future__ import annotations

from amig.plan.make import make as make
from amig.plan.values import Plan as Plan
from amig.plan.values import PlannedStatement as PlannedStatement
from amig.plan.values import PlannedStep as PlannedStep
