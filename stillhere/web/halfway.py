"""Somebody who gave the right password and owes a second factor is known by nothing but that."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponseBase

from stillhere.records.signing_in import as_operator
from stillhere.web.gate import operator_of

View = Callable[..., HttpResponseBase]


def knowing_who_is_halfway_in(view: View) -> View:
    """They are looked up by allauth; on PostgreSQL that finds nobody until we say whom it means.

    Only there: on SQLite one long transaction would wait for, and hold up, everybody else's.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        claimed = _claimed(request)
        if connection.vendor != "postgresql" or claimed is None:
            return view(request, *args, **kwargs)
        with as_operator(claimed):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if render is not None else response

    return shown


def with_a_password(view: View) -> View:
    """Who never had one, because an administrator has yet to give it, has none to change."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not operator_of(request).has_usable_password():
            raise Http404
        return view(request, *args, **kwargs)

    return shown


def _claimed(request: HttpRequest) -> int | None:
    """It is kept as it would be written in an address, which is not in tens."""
    kept = (request.session.get(LOGIN_SESSION_KEY) or {}).get("user_pk")
    try:
        return int(url_str_to_user_pk(kept)) if kept else None
    except ValueError:
        return None
