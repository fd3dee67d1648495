"""A content management system: inheritance of every kind, enums, association tables, several metadata."""

from tests.autogen.models.cms import access, assets, content, legacy, pages, workflow
from tests.autogen.models.cms.base import Base

__all__ = ["Base", "access", "assets", "content", "legacy", "metadata", "pages", "workflow"]
metadata = (access.metadata, Base.metadata, legacy.metadata)
