"""The whole thread in two real browsers: a person goes quiet, and help comes as they chose."""

import pytest

from tests.browser.journeys.people import Caller, Operator, seconds_until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "fr"])
def test_somebody_goes_quiet_and_help_comes_as_they_chose(
    caller: Caller, ana: Operator, language: str
) -> None:
    _somebody_is_watched_over(caller, ana)
    ana.sees(f"#step h2:has-text('{HEAD[language]}')")

    _they_answer_by_a_tap(caller, ana)
    _they_go_quiet_and_it_rings(ana)
    _help_is_sent_and_arrives(caller, ana)
    _how_it_ended_is_found_out(ana)


HEAD = {"en": "Watch", "fr": "Veille"}


def _somebody_is_watched_over(caller: Caller, ana: Operator) -> None:
    caller.begin("hi, anyone there?")
    ana.come_on()
    ana.take()
    ana.sees("#thread :text('hi, anyone there?')")
    ana.go_to("ask")
    ana.tell(called="Sam")
    ana.tell(place="12 Example Street", way_in="buzzer 4")
    ana.press("intake", value="smoked")
    ana.sees("#q-route [aria-pressed=true]")
    ana.go_to("plan")
    ana.page.select_option("[name=step_1]", "emergency")
    ana.page.fill("[name=ok_word]", "maple")
    ana.page.click("form.plan .card__foot button")
    ana.sees("#read-back")
    ana.page.click("#read-back .button--primary")
    ana.sees("#plan .badge--calm")
    ana.press("begin")
    ana.sees(".keys")


def _they_answer_by_a_tap(caller: Caller, ana: Operator) -> None:
    caller.wait_until("asking")
    ana.sees(".watching__state--asking")

    ana.page.fill("#say", "half a sen")
    caller.tap_okay()

    ana.sees("#thread .said--event >> nth=2")
    ana.sees("#watching:not(:has(.watching__state--asking))")
    assert ana.page.input_value("#say") == "half a sen"


def _they_go_quiet_and_it_rings(ana: Operator) -> None:
    ana.sees("#decide-now", within=20)
    assert ana.page.title().startswith("▲")
    assert "12 Example Street" in ana.page.inner_text(".decide__place")
    _it_rings_once_more(ana)
    _it_rings_once_more(ana)


def _it_rings_once_more(ana: Operator) -> None:
    before = ana.tones()
    seconds_until(lambda: ana.tones() > before, within=5)


def _help_is_sent_and_arrives(caller: Caller, ana: Operator) -> None:
    ana.hold(ana.button("decide"))
    ana.sees("#calling .script")
    ana.press("reached")
    ana.sees(".help-coming")
    ana.press("arrived")
    ana.press("close")
    ana.sees("#watching .notice--calm")
    ana.press("end", value="ended")
    caller.wait_until("over")


def _how_it_ended_is_found_out(ana: Operator) -> None:
    ana.page.click(".bar__home")
    ana.page.click("#outcomes summary")
    ana.page.check("[name=findings][value=breathing]")
    ana.page.check("[name=verified_with][value=responders]")
    ana.press("outcome")
    ana.sees("#outcomes:not(:has(form))")
