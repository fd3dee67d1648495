"""Check before touch: which rows would break the pending revisions, found by reading alone."""
