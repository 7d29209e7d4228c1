"""One operator, two consoles: the newest is the one that counts, and nobody is lost between."""

from django.test import Client

from stillhere.actions.roster import lose_console
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import Desk, text_of


def second_console(desk: Desk) -> Desk:
    """Another tab or another computer: the same person, signed in once more."""
    browser = Client(HTTP_ACCEPT="text/html")
    browser.force_login(desk.operator)
    return Desk(desk.operator, browser)


def sits_down(desk: Desk, key: str) -> None:
    desk.press("/console/shift/on", key=key, sound_heard="yes")


def beats(desk: Desk, key: str) -> str:
    answer = desk.browser.post("/console/beat", {"key": key}).json()
    return f"{answer['state']} {answer['key_ok']}"


def is_given_up(desk: Desk) -> bool:
    """What the engine does about a console, now."""
    return lose_console(
        desk.operator.pk, organisation=desk.operator.organisation_id, now=clock.now()
    )


def test_the_newest_console_takes_the_seat_and_the_older_is_told(ana: Desk) -> None:
    """WA11."""
    second = second_console(ana)

    sits_down(second, "second")

    assert beats(second, "second") == "on True"
    assert beats(ana, "ana") == "elsewhere False"


def test_use_this_one_takes_the_seat_back_once_the_sound_was_heard(ana: Desk) -> None:
    """RO2."""
    second = second_console(ana)
    sits_down(second, "second")

    page = text_of(ana.see("/console/?here"))
    ana.press("/console/shift/on", key="ana")
    unheard = beats(second, "second")
    sits_down(ana, "ana")

    assert "Your people stay yours." in page
    assert "Yes, I can hear this." in page
    assert unheard == "on True"
    assert (beats(ana, "ana"), beats(second, "second")) == ("on True", "elsewhere False")


def test_no_watch_is_lost_while_the_seat_moves(ana: Desk, watched: int, time: HandedOver) -> None:
    """WA11: however often, and though each of the two falls silent in turn."""
    second, given_up = second_console(ana), []
    for number in range(6):
        mine, key = (ana, "ana") if number % 2 else (second, "second")
        sits_down(mine, key)
        time.wait(10)
        given_up.append(is_given_up(ana))

    assert given_up == [False] * 6
    assert ana.watch(watched).holder == ana.operator.pk


def test_an_older_console_that_beats_on_holds_nobody(
    ana: Desk, watched: int, time: HandedOver
) -> None:
    """WA11: the seat is where the operator sat down last; its silence is theirs."""
    sits_down(second_console(ana), "second")
    for _ in range(3):
        time.wait(5)
        beats(ana, "ana")

    assert is_given_up(ana)
    assert ana.watch(watched).holder is None
