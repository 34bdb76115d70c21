"""Properties are about what is found, not how fast: the first example loads the tables."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
