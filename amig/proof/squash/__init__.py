"""Several revisions made into one that replaces them, and the proof that it does the same."""
