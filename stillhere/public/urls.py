"""The addresses callers use."""

from django.urls import URLPattern, URLResolver, path

from stillhere.public import acts, chat, front, here, hooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.first, name="first"),
    path("line/<slug:slug>/", front.caller_page, name="caller_page"),
    path("line/<slug:slug>/chat/", acts.begin, name="begin_chat"),
    path("chat/", chat.chat_page, name="chat"),
    path("chat/news", chat.news, name="chat_news"),
    path("chat/say", acts.say, name="chat_say"),
    path("chat/okay", acts.okay, name="chat_okay"),
    path("chat/help", acts.ask_help, name="chat_help"),
    path("chat/offer", acts.answer_offer, name="chat_offer"),
    path("chat/bye", acts.bye, name="chat_bye"),
    path("chat/call-back", acts.call_back, name="chat_call_back"),
    path("chat/exit", acts.leave_quickly, name="chat_exit"),
    path("lines/<slug:slug>/<slug:company>/<slug:what>", hooks.hear, name="hear"),
    path("h/sent/", here.was_sent, name="here_sent"),
    path("h/<slug:slug>/<slug:ticket>", here.here, name="here"),
    path("away/", front.away, name="away"),
]
