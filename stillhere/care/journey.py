"""The stages of a person's way, in the order they live them."""

from typing import Final

STAGES: Final = ("contact", "intake", "plan", "watch", "escalation", "aftercare")
BESIDE: Final = ("support",)
