"""One migrator at a time."""
