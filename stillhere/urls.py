"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from stillhere.console import practice, television

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("stillhere.web.urls")),
    path("", include("stillhere.public.urls")),
    path("", include("stillhere.outreach.urls")),
    path("screen/", include(television.addresses)),
    path("console/practice/", include(practice.addresses)),
    path("console/", include("stillhere.console.urls")),
]

handler400 = "stillhere.web.mistakes.not_understood"
handler403 = "stillhere.web.mistakes.not_allowed"
handler404 = "stillhere.web.mistakes.not_here"
handler500 = "stillhere.web.mistakes.broken"
