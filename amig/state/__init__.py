"""What the database remembers: the version rows, and who may move them."""
