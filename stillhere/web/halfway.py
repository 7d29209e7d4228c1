"""Somebody who gave the right password and owes a second factor is known by nothing but that."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from stillhere.records.signing_in import as_operator

View = Callable[..., HttpResponseBase]


def knowing_who_is_halfway_in(view: View) -> View:
    """They are looked up by allauth; on PostgreSQL that finds nobody until we say whom it means.

    Only there: on SQLite one long transaction would wait for, and hold up, everybody else's.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        claimed = str((request.session.get(LOGIN_SESSION_KEY) or {}).get("user_pk"))
        if connection.vendor != "postgresql" or not claimed.isdigit():
            return view(request, *args, **kwargs)
        with as_operator(int(claimed)):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if render is not None else response

    return shown
