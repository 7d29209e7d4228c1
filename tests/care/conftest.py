"""The same examples in every run: a gate must not be red by chance."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "care",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of ours
)
settings.load_profile("care")
