"""Types of our own."""

from sqlalchemy import String, Text, TypeDecorator


class Words(TypeDecorator):
    """As long as it needs to be, where the database can."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(Text() if dialect.name == "postgresql" else String(4000))
