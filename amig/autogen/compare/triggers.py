"""Triggers, each of its table."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.entity import differs, pairs, used
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.autogen.making import create_trigger
from amig.look.shapes import TriggerShape
from amig.ops.trigger import DropTrigger, ReplaceTrigger


def triggers(both: Both) -> Iterator[Found]:
    """Triggers that come, go or change; those of a table that goes go with it."""
    want = both.want.entities.shapes.triggers
    registered = "trigger" in both.want.entities.kinds
    here = {key: one for key, one in both.have.triggers.items() if key in want or _stays(both, one)}
    for pair in pairs(both, "trigger", here, want, lambda one: registered and used(both, one.table[0])):
        one: TriggerShape = pair.want or pair.have
        schema, subject = both.schema(one.table[0]), f"trigger {key_text(one.table)}.{one.name}"
        if pair.want is None:
            drop = DropTrigger(one.name, one.table[1], schema=schema, when=one.when, definition=one.text)
            yield found(drop, subject, REMOVED)
        elif pair.have is None:
            yield found(create_trigger(pair.want, schema), subject, ADDED)
        elif pair.refused or pair.unsure or pair.have != pair.settled:
            have, reason = pair.have, differs(pair.have.text, pair.settled.text, pair.refused or pair.unsure)
            if have.when != pair.settled.when:
                reason = changed(have.when, pair.settled.when)
            previous = (have.when, have.text)
            replace = ReplaceTrigger(one.name, one.table[1], one.when, one.text, schema=schema, previous=previous)
            yield found(replace, subject, reason, pair.unsure)


def _stays(both: Both, trigger: TriggerShape) -> bool:
    """Whether its table is one that is seen, and stays."""
    return trigger.table in both.want.tables or trigger.table in both.have.views
