"""What runs on a scratch database first: new revisions, the way of a squashed one, and what drift is measured by."""
