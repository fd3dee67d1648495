"""What a database has beside its tables: declared once, next to the models, and compared as they are.

    active = View("active_users", select(users).where(users.c.active), metadata=Base.metadata)

An entity belongs to a MetaData, where it is kept in `metadata.info["amig"]`. A kind of which nothing is declared is
neither read nor compared.
"""

from __future__ import annotations

from amig.entities.access import Grant as Grant
from amig.entities.access import Policy as Policy
from amig.entities.base import Entity as Entity
from amig.entities.extension import Extension as Extension
from amig.entities.registry import entities_of as entities_of
from amig.entities.registry import register as register
from amig.entities.routine import Function as Function
from amig.entities.routine import Procedure as Procedure
from amig.entities.trigger import Trigger as Trigger
from amig.entities.view import MaterializedView as MaterializedView
from amig.entities.view import View as View

__all__ = [
    "Entity",
    "Extension",
    "Function",
    "Grant",
    "MaterializedView",
    "Policy",
    "Procedure",
    "Trigger",
    "View",
    "entities_of",
    "register",
]
