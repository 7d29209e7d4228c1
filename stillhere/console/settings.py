"""Everything that can be set up on a page, in one list: a new page is one more entry."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from stillhere.care.access import Page, Role, answers, may_open, roles_for
from stillhere.web.gate import open_to, operator_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    name: Any
    about: Any
    """One sentence: what it is for."""
    address: str
    """As `console/urls.py` names it."""
    page: Page
    """Whoever may open this may read it; the page itself says who changes anything."""

    @property
    def link(self) -> str:
        return reverse(f"console:{self.address}")


PAGES: Final = (
    Entry(
        name=later("Times and numbers of the line"),
        about=later("How often a caller is asked, when it is an alarm, who is rung when."),
        address="policies",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Times and numbers for practice"),
        about=later("The same, kept short, for those who learn on invented callers."),
        address="practice_policies",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Your organisation"),
        about=later("Its name, its language and its clock, and what is kept for how long."),
        address="organisation",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Lines"),
        about=later("By what callers reach you, whether it works, and the account of each."),
        address="lines",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("What the line sends"),
        about=later("Every text and chat message of the machine, ours or in your own words."),
        address="messages",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Spoken on the telephone"),
        about=later(
            "Every sentence the telephone says by itself, and whether somebody recorded it."
        ),
        address="spoken",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Emergency numbers"),
        about=later(
            "Which number reaches help for the place where a caller is, and when it was tried."
        ),
        address="dispatch_numbers",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("What this line says and knows"),
        about=later(
            "Guidance for the young, what must be reported, an interpreter, an Indigenous line, "
            "whether police come."
        ),
        address="says_and_knows",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Guides"),
        about=later("What operators read beside a conversation, and who approved it."),
        address="guide_settings",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Places that help"),
        about=later("Where somebody can go: when it is open, and what may be sent about it."),
        address="places",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Questions for a code"),
        about=later("What a caller is asked, so that three words can stand for their name."),
        address="code_questions",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Wallet card"),
        about=later("Its colour, and how it looks before it is printed."),
        address="card",
        page=Page.POLICIES,
    ),
    Entry(
        name=later("Team"),
        about=later("Who works here, as what, and who is rung at home."),
        address="people",
        page=Page.PEOPLE,
    ),
    Entry(
        name=later("Televisions"),
        about=later(
            "A link for a screen where people pass: counts, clocks and alarms, nobody's name."
        ),
        address="screens",
        page=Page.SCREENS,
    ),
)


@open_to(*frozenset().union(*(roles_for(each.page) for each in PAGES)))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    role = Role(operator_of(request).role)
    here = {"live": answers(role), "entries": [e for e in PAGES if may_open(role, e.page)]}
    return render(request, "console/settings/index.html", here)
