"""Headers of every answer that is not a static file: kept nowhere, seen by nobody else."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

NOT_FOR_US = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
FOR_US = ("autoplay", "fullscreen", "screen-wake-lock", "publickey-credentials-get")
PERMISSIONS = ", ".join(
    [*(f"{name}=()" for name in NOT_FOR_US), *(f"{name}=(self)" for name in FOR_US)]
)

MAY_ASK_WHERE = PERMISSIONS.replace("geolocation=()", "geolocation=(self)")
"""Only for the one page that asks a phone where it is, at a press."""


MAY_LISTEN = PERMISSIONS.replace("microphone=()", "microphone=(self)")
"""Only for an operator's telephone, at a press."""


class Headers(MiddlewareMixin):
    """A browser shared with somebody else must find nothing of ours in its cache or history."""

    def process_response(
        self, _request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
