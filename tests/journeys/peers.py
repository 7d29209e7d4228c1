"""Operators and supervisors in a journey: every verb presses a button of the real console."""

from collections.abc import Callable
from typing import Any

from stillhere.care.contact_state import EndReason
from stillhere.care.watch_events import CloseReason
from stillhere.records.models import Debrief, PlanVersion
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of
from tests.console.test_plan import JO_THEN_911
from tests.journeys.callers import Caller

DONE = (200, 302, 303)


class ToldNo(AssertionError):
    """The page refused, with these words."""


class Peer(Desk):
    is_alive = True
    """Their machine runs, and their console beats."""

    def does(self, path: str, **form: Any) -> str:
        """Presses it; it must be taken. `is_told_no` for what must not be."""
        words = self.press(f"/console/{path}", **form)
        if self.status not in DONE:
            raise ToldNo(text_of(words))
        return words

    def is_told_no(self, act: Callable[..., object], *args: Any, **kwargs: Any) -> str:
        """The words of the refusal: `ben.is_told_no(ben.calls_911, sam)`."""
        try:
            act(*args, **kwargs)
        except ToldNo as no:
            return str(no)
        raise AssertionError("nobody said no")

    # At the console ---------------------------------------------------------------

    def beats(self) -> None:
        if self.is_alive:
            self.does("beat", key=self.operator.username)

    def laptop_dies(self) -> None:
        self.is_alive = False

    def comes_back(self) -> None:
        self.is_alive = True
        self.does("shift/on", key=self.operator.username, sound_heard="yes")

    def leaves(self) -> str:
        """What the board says then; whoever still holds somebody is still on."""
        self.does("shift/leave")
        return self.reads_board()

    def reads_board(self) -> str:
        return text_of(self.see("/console/"))

    def reads(self, who: Caller, step: str = "") -> str:
        """This person's page, as it is read."""
        return text_of(self.person(who.contact, step))

    # The contact --------------------------------------------------------------------

    def takes(self, who: Caller) -> None:
        """And with them their open watch, if it is free or offered."""
        self._of(who, "take")

    def says(self, who: Caller, words: str) -> None:
        self._of(who, "say", words=words, key=who.key())

    def hears_them(self, who: Caller) -> None:
        """ "They answered me", before there is a watch."""
        self._of(who, "heard")

    def rings_back(self, who: Caller, how: str) -> None:
        """And it is not them: `somebody_else` or `nobody`."""
        self._of(who, "rang-back", how=how)

    def shares_no_language(self, who: Caller) -> None:
        self._of(who, "no-shared-language")

    def has_interpreted(self, who: Caller, by: str, **form: Any) -> None:
        """`joined`: an interpreter; or `someone_of_theirs`, if `they_chose`."""
        self._of(who, "interprets", interpreter=by, **form)

    def hears_they_drive(self, who: Caller, driving: str = "yes") -> None:
        self._of(who, "driving", driving=driving)

    def hears_the_need(self, who: Caller, need: str) -> None:
        self._of(who, "need", need=need)

    def asks_about(self, who: Caller, **answers: str) -> None:
        self._of(who, "intake", question=list(answers), **answers)

    def plans(self, who: Caller, **changes: Any) -> None:
        """Jo, then 911, unless said otherwise; read back and agreed."""
        self._of(who, "plan", **{**JO_THEN_911, **changes})
        self._of(who, "plan", agreed=self._newest_plan(who))

    def joins(self, who: Caller, to: Caller) -> None:
        """This contact is the same person as that one's watch: their page has a button for it."""
        assert f'name="watch" value="{to.watch_id}"' in self.person(who.contact)
        self._of(who, "join", watch=to.watch_id)

    def hands_on(self, who: Caller) -> None:
        """Either side asked for somebody else."""
        self._of(who, "hand-on")

    def ends(self, who: Caller, reason: EndReason = EndReason.ENDED, **form: Any) -> None:
        self._of(who, "end", reason=reason.value, **form)

    # The watch ----------------------------------------------------------------------

    def stays_with(self, who: Caller, **plan: Any) -> None:
        """Takes them, agrees on a plan (Jo, then 911, unless said otherwise), begins the watch."""
        self.takes(who)
        self.plans(who, **plan)
        self.begins_watch(who)

    def begins_watch(self, who: Caller, route: str = "smoked", **form: Any) -> None:
        self._of(who, "begin", route=route, **form)

    def is_answered(self, who: Caller, evidence: str = "spoken", **form: Any) -> None:
        """ "They answered me": spoken, or by a `message`, which in an alarm is not enough."""
        self.acts(who, "answered", evidence=evidence, **form)

    def asks_a_second_person(self, who: Caller) -> None:
        """ "They answered without a voice": somebody else has to see it too."""
        self.acts(who, "second/ask")

    def agrees(self, who: Caller, number: int = 1) -> None:
        """ "I saw it too", or "I agree", to the question of this number."""
        self.acts(who, "second/agree", number=number)

    def disagrees(self, who: Caller, number: int = 1) -> None:
        self.acts(who, "second/no", number=number)

    def agrees_to_end(self, who: Caller, number: int = 1) -> None:
        self._of(who, "second/agree", number=number)

    def fears(self, who: Caller) -> None:
        """ "Something's wrong"."""
        self.acts(who, "wrong")

    def hears_of_a_use(self, who: Caller, route: str = "smoked") -> None:
        self.acts(who, "used", route=route)

    def offers(self, who: Caller, to: "Peer") -> None:
        self.acts(who, "offer", to=to.operator.pk)

    def takes_over(self, who: Caller) -> None:
        self.acts(who, "take")

    def calls_jo(self, who: Caller) -> None:
        self.acts(who, "decide", help="contact", helper="0", plan=self._newest_plan(who))

    def calls_911(self, who: Caller) -> None:
        self.acts(who, "decide", help="emergency")

    def hears_of_them(self, who: Caller, evidence: str, **form: Any) -> None:
        """Of somebody who is down: `breathing` or `awake`, as the caller says it."""
        self.acts(who, "answered", evidence=evidence, **form)

    def lets_them_call_911(self, who: Caller) -> None:
        """They are nearer."""
        self.acts(who, "decide", help="emergency", by_caller="yes")

    def is_told_in_minutes(self, who: Caller, minutes: int) -> None:
        """Jo says yes, and how far away."""
        self.acts(who, "said-yes", minutes=minutes)

    def is_told_they_come(self, who: Caller) -> None:
        self.acts(who, "reached")

    def hears_of_arrival(self, who: Caller) -> None:
        self.acts(who, "arrived")

    def closes(
        self, who: Caller, reason: CloseReason = CloseReason.ENDED_WELL, **form: Any
    ) -> None:
        self.acts(who, "close", reason=reason.value, **form)

    # After a dispatch ----------------------------------------------------------------

    def says_how_she_is(self, **answers: Any) -> None:
        self.does(f"debriefs/{self._debrief()}/answer", **answers)

    def has_talked(self) -> None:
        self.does(f"debriefs/{self._debrief()}/talked")

    def reads_the_ending(self) -> None:
        self.does(f"debriefs/{self._debrief()}/read")

    def is_ready_again(self) -> None:
        self.does("shift/ring-me-again")

    def _debrief(self) -> int:
        with as_organisation(self.operator.organisation_id):
            return Debrief.objects.latest("pk").pk

    def acts(self, who: Caller, act: str, **form: Any) -> None:
        """Any button of their watch, by the last word of its address."""
        self.does(f"watches/{who.watch_id}/{act}", **form)

    def _of(self, who: Caller, act: str, **form: Any) -> None:
        self.does(f"contacts/{who.contact}/{act}", **form)

    def _newest_plan(self, who: Caller) -> int:
        with as_organisation(self.operator.organisation_id):
            plans = PlanVersion.objects.filter(contact_id__in=who.contacts)
            return plans.order_by("-pk").values_list("number", flat=True)[0]
