"""A console's proof that somebody is there, every five seconds."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from stillhere.actions import idle_lock, roster
from stillhere.care.access import Role
from stillhere.care.roster import ConsoleElsewhere, Presence
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of, while_locked
from stillhere.web.locked import browser_of


@while_locked
@open_to(Role.OPERATOR, Role.SUPERVISOR)
@require_POST
def beat(request: HttpRequest) -> JsonResponse:
    """`key_ok` false: another console of this operator's is the live one, or none is."""
    now = clock.now()
    operator, key = operator_of(request), request.POST.get("key", "")
    try:
        found = roster.beat(operator.pk, organisation=operator.organisation_id, key=key, now=now)
    except ConsoleElsewhere:
        return JsonResponse({"at": now.isoformat(), "state": "elsewhere", "key_ok": False})
    here = found.state is not Presence.AWAY
    if here:
        idle_lock.beat(browser_of(request, operator), now=now)
    return JsonResponse({"at": now.isoformat(), "state": found.state, "key_ok": here})
