"""Closed revisions as text: recorded once without a database, and sent to PostgreSQL as one string for each step."""
