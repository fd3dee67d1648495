"""Many processes at once on one database."""
