"""What stands beside the tables: views, functions, triggers."""

from __future__ import annotations

import sqlalchemy as sa

from amig.entities import Function, MaterializedView, Trigger, View
from tests.autogen.models.analytics.base import LATER, Base
from tests.autogen.models.analytics.core import Customer, Product
from tests.autogen.models.analytics.facts import Sale

metadata = Base.metadata

Function(
    "fold(words text)",
    "RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(trim(words)) $$"
    if LATER
    else "RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(words) $$",
    schema="core",
    metadata=metadata,
)
Function(
    "stamp_batch()",
    "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.ended := now(); RETURN NEW; END $$",
    schema="ops",
    metadata=metadata,
)
Trigger(
    "batch_ends",
    "batch",
    "BEFORE UPDATE OF state",
    "FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION ops.stamp_batch()",
    schema="ops",
    metadata=metadata,
)
View(
    "current_customer",
    sa.select(Customer.key, Customer.code, Customer.segment, *([Customer.tags] if LATER else [])).where(
        sa.func.upper(Customer.valid).is_(None)
    ),
    schema="core",
    metadata=metadata,
)
View(
    "best_customer",
    "SELECT key, code FROM core.current_customer WHERE segment = 'high'",
    schema="mart",
    metadata=metadata,
)
MaterializedView(
    "sale_by_product",
    sa.select(Product.code, sa.func.sum(Sale.net).label("net"), sa.func.count().label("lines"))
    .join(Sale, Sale.product_key == Product.key)
    .group_by(Product.code),
    schema="mart",
    metadata=metadata,
)
if LATER:
    View("slow_batch", "SELECT id, took FROM ops.batch WHERE took > '01:00:00'", schema="ops", metadata=metadata)
else:
    View("failed_batch", "SELECT id FROM ops.batch WHERE state = 'failed'", schema="ops", metadata=metadata)
