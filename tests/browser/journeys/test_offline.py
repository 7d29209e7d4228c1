"""An operator's network goes in the middle of a watch: nobody is left alone, and nobody resumes."""

import time

import pytest

from stillhere.care.policy import Policy
from tests.browser.journeys.cable import Cable
from tests.browser.journeys.conftest import CALM
from tests.browser.journeys.people import Caller, Operator, seconds_until

pytestmark = pytest.mark.browser


@pytest.fixture
def policy() -> Policy:
    return CALM


def test_a_console_that_is_cut_off_loses_its_people_to_others_and_knows_it(
    caller: Caller, ana: Operator, ben: Operator, cable: Cable
) -> None:
    caller.begin("hi, anyone there?")
    ana.come_on()
    ana.take()
    ana.press("begin")
    ana.sees(".keys")
    ben.come_on()
    not_live = ana.page.locator("[data-not-live]")
    offered = ben.page.locator("[data-now] .person--asking [data-take]")

    quiet = ana.tones()
    cable.pull()
    began = time.monotonic()
    seconds_until(not_live.is_visible, within=10)
    seconds_until(lambda: ana.tones() > quiet, within=10 - (time.monotonic() - began))
    seconds_until(offered.is_visible, within=25 - (time.monotonic() - began))
    assert time.monotonic() - began <= 25

    cable.plug_in()
    ana.sees("[data-beat-notice=away]:visible")
    ana.page.wait_for_selector(".keys", state="detached")
    assert ana.page.locator(".person--mine").count() == 0
    ana.page.click("[data-beat-notice=away] a")
    ana.sees("[data-come-on]")
