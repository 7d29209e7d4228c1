"""The same examples in every run: a gate must not be red by chance."""

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "care",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of ours
)
settings.register_profile(  # `make mutants` runs them thousands of times, and tells no examples
    "mutants",
    parent=settings.get_profile("care"),
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
)
settings.register_profile(  # finds a planted bug as ever, and looks for no shorter story of it
    "planted",
    parent=settings.get_profile("care"),
    phases=[Phase.explicit, Phase.generate],
)
settings.register_profile(  # `make check` tries a quarter of what `make test` does
    "quick",
    parent=settings.get_profile("care"),
    max_examples=25,
)
settings.load_profile(os.environ.get("STILLHERE_TEST_PROFILE", "care"))
