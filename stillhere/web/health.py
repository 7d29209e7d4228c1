"""For those who watch the machine: is the process up, and can it be relied on?"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from stillhere.records.pulse import readiness
from stillhere.records.steady import clock
from stillhere.web.gate import open_to_everyone


@open_to_everyone
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Up. It asks nothing of anybody else."""
    return JsonResponse({"up": True})


@open_to_everyone
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """The database answers and every part has worked within its time. Else 503, and which."""
    found = readiness(clock.now())
    facts = {"ready": found.ready, "database": found.database, "silent": found.silent}
    return JsonResponse(facts, status=200 if found.ready else 503)
