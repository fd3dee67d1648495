"""A warehouse on PostgreSQL: schemas, partitions, extensions, ranges, arrays, and what stands beside the tables."""

from tests.autogen.models.analytics import beside, core, facts, marts, ops, raw
from tests.autogen.models.analytics.base import Base

__all__ = ["Base", "beside", "core", "facts", "marts", "metadata", "ops", "raw"]
metadata = (Base.metadata,)
