"""The policy somebody is cared for by: the one they began with, whatever is signed since."""

from stillhere.actions.contact_row import Loaded
from stillhere.actions.watch import load
from stillhere.care.policy import Policy


def policy_of(loaded: Loaded) -> Policy:
    """Inside `as_organisation`: of their watch, or of their contact before there is one."""
    watch = loaded.row.watch_id
    return loaded.contact.policy if watch is None else load(watch).watch.policy
