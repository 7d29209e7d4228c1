"""Who may change a line: an administrator at a page, or whoever runs the machine."""

from stillhere.care.access import Page, Role, may_open
from stillhere.care.refused import NotYours
from stillhere.records.models import Operator


def must_keep_lines(by: int | None) -> None:
    """Inside the caller's transaction. None is whoever runs the machine. Raises `NotYours`."""
    if by is not None and not may_open(Role(Operator.objects.get(pk=by).role), Page.SETTINGS):
        raise NotYours
