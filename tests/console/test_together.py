"""Several use together, as the console asks, shows and takes it."""

from stillhere.care.watch_state import State
from tests.console.desk import Desk, text_of

TURNS = "Could you take turns, one after the other, so that somebody is always awake?"


def use_together(desk: Desk, contact: int) -> None:
    desk.press(f"/console/contacts/{contact}/intake", question="alone", alone="using_together")


def press(desk: Desk, watch: int, act: str, **form: str) -> str:
    return desk.press(f"/console/watches/{watch}/{act}", **form)


def test_who_uses_together_is_asked_to_take_turns(ana: Desk, taken: int) -> None:
    """IN6."""
    before = text_of(ana.person(taken, "ask"))
    use_together(ana, taken)

    assert TURNS not in before
    assert TURNS in text_of(ana.person(taken, "ask"))


def test_it_is_said_in_their_language_and_the_operators_beneath(ana: Desk, taken: int) -> None:
    """IN6, CO13."""
    ana.press(f"/console/contacts/{taken}/intake", question="language", language="fr")
    use_together(ana, taken)
    page = ana.person(taken, "ask")

    assert "Pourriez-vous" in page.split('id="turns"')[1].split("</section>")[0]
    assert TURNS in page


def test_one_answers_for_all_stands_on_the_page(ana: Desk, watched: int, taken: int) -> None:
    """IN6."""
    ana.press(f"/console/contacts/{taken}/intake", question="called", called="Sky")
    press(ana, watched, "one-answers", people="3")

    page = text_of(ana.person(taken))
    assert "3 people: Sky answers for all and is not using now." in page
    assert "They say: one of us is down" in page


def test_a_number_that_cannot_be_says_what_would_do(ana: Desk, watched: int) -> None:
    """IN6."""
    words = [press(ana, watched, "one-answers", people=each) for each in ("", "many", "1", "10")]

    assert ana.status == 409
    assert all("This must be between 2 and 9." in each for each in words)
    assert ana.watch(watched).people == 1


def test_nobody_else_says_so(ana: Desk, ben: Desk, stranger: Desk, watched: int) -> None:
    """IN6."""
    press(ben, watched, "one-answers", people="3")
    press(stranger, watched, "one-answers", people="3")

    assert (ben.status, stranger.status) == (409, 404)
    assert ana.watch(watched).people == 1


def test_only_paces_that_slow_nobody_are_offered(ana: Desk, watched: int, taken: int) -> None:
    """IN6."""
    press(ana, watched, "one-answers", people="2")

    page = ana.person(taken, "watch")
    assert 'name="seconds" value="120"' in page
    assert 'name="seconds" value="180"' not in page


def test_one_of_them_is_down(ana: Desk, watched: int, taken: int) -> None:
    """IN6, CO15."""
    press(ana, watched, "one-answers", people="3")
    press(ana, watched, "one-is-down")

    watch = ana.watch(watched)
    page = text_of(ana.person(taken))
    assert (watch.state, watch.answered_for) == (State.ALARM, True)
    assert "Watched: somebody with them who is down" in page
    assert "Ana was told: one of them is down." in page


def test_dispatch_is_told_how_many_are_there(ana: Desk, watched: int, taken: int) -> None:
    """IN6, ES3: as it was told, and never that they are alone."""
    ana.press(f"/console/contacts/{taken}/intake", question="alone", alone="alone")
    press(ana, watched, "one-answers", people="3")
    press(ana, watched, "one-is-down")
    press(ana, watched, "decide", help="emergency")

    script = text_of(ana.person(taken).split('class="script"')[1].split("</ol>")[0])
    assert "3 people are there, as we were told: more than one may need help." in script
    assert "They are alone." not in script


def test_who_answers_and_uses_too_is_told_how_each_has_a_clock(
    ana: Desk, watched: int, taken: int
) -> None:
    """IN6: the press is taken back; the sentence stood beside it."""
    press(ana, watched, "one-answers", people="3")
    before = text_of(ana.person(taken))
    press(ana, watched, "each-answers")

    assert "watch each of the others beside them as well" in before
    assert ana.watch(watched).people == 1
    assert "answers for all and is not using now" not in text_of(ana.person(taken))
