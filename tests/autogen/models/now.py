"""What the models are imported for: they ask, as an application asks its settings."""

BACKEND = "sqlite"
LATER = False
