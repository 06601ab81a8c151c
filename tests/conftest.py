"""Settings of every test: Hypothesis without deadlines (two shared cores); `--hypothesis-profile soak` runs it long."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("soak", settings.get_profile("default"), max_examples=20_000)
settings.load_profile("default")
