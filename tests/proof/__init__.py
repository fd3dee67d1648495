from __future__ import annotations

from typing import Any

NOWHERE: Any = None
"""In the place of a folder, where nothing of it is run."""
