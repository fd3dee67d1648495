"""The snapshot: made of a scratch database that ran the revisions, and proven to make the same."""
