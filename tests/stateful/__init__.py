"""Two runners, stopped and killed anywhere, against a pure model."""
