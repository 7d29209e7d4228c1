"""The addresses of what is printed and handed on."""

from django.urls import URLPattern, URLResolver, path

from stillhere.outreach import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("line/<slug:slug>/card/", pages.card_page, name="card"),
    path("line/<slug:slug>/card/<str:language>/<str:name>", pages.card_file, name="card_file"),
    path(
        "console/settings/card/<slug:slug>/<str:language>/<str:side>.png",
        pages.tried_card,
        name="card_tried",
    ),
]
