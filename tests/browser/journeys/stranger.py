"""
An operator on their first night: finds everything by the name it is read aloud with, in the
language of the console, and by what a page offers first. Of the code they know nothing.
"""

from typing import Any

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from stillhere.care.intake import Question
from stillhere.console import wording
from stillhere.console.sentences import ASKED
from tests.browser.journeys.counting import Count
from tests.browser.journeys.hands import Hands
from tests.browser.journeys.people import seconds_until

TOLD = ("Sam", ("12 Example Street", "buzzer 4"), ("+1 416 555-0123", "a friend"))
CHOSEN = (
    (Question.SUBSTANCE, "Down (an opioid)"),
    (Question.ROUTE, "Smoked"),
    (Question.AMOUNT, "As usual"),
    (Question.ALONE, "Alone"),
    (Question.NALOXONE, "Yes, in reach"),
)
DEBRIEF = (
    "How hard was it? (1 not hard, 5 very hard)",
    "How much energy have you left? (1 none, 5 plenty)",
    "Do you want to talk with somebody?",
)
DECIDE = "Alarm: decide now"
STEP_CONTEXTS = {"Ask": "the step where we ask", "After": "the last step: closing"}


class Stranger:
    def __init__(self, page: Page, *, language: str, hands: Hands, count: Count) -> None:
        self.page, self.hands, self.count = page, hands, count
        self._language = language

    def words(self, text: Any, context: str = "") -> str:
        with translation.override(self._language):
            return translation.pgettext(context, text) if context else translation.gettext(text)

    def button(self, text: str, context: str = "", within: Locator | None = None) -> Locator:
        name = self.words(text, context)
        return (within or self.page.get_by_role("main")).get_by_role("button", name=name).first

    def press(self, text: str, context: str = "", within: Locator | None = None) -> None:
        self.count.one_more()
        self.hands.press(self.button(text, context, within))

    def sees(self, text: str, **names: str) -> None:
        self.page.get_by_text(self.words(text) % names).first.wait_for()

    def come_on(self) -> None:
        self.press("Play the alarm")
        self.count.one_more()
        self.hands.tick(self.page.get_by_label(self.words("Yes, I can hear this.")))
        self.press("Come on shift")
        self.sees("You are on shift.")

    def take(self) -> None:
        self.press("Take", "an operator becomes the one who answers")
        self.step("Hello").wait_for()

    def step(self, name: str) -> Locator:
        region = self.words(name, STEP_CONTEXTS.get(name, ""))
        return self.page.get_by_role("region", name=region, exact=True)

    def go_to(self, name: str) -> None:
        steps = self.page.get_by_role("navigation", name=self.words("Steps"))
        link = steps.get_by_role("link", name=self.words(name, STEP_CONTEXTS.get(name, "")))
        self.count.one_more()
        self.hands.press(link)
        self.step(name).wait_for()

    def ask_everything(self) -> None:
        name, where, number = TOLD
        self._write_down([Question.CALLED], [name])
        self._write_down([Question.PLACE, Question.WAY_IN], where)
        self._write_down([Question.CALL_BACK_NUMBER, Question.MAY_SAY], number)
        for question, answer in CHOSEN:
            self.press(answer, within=self._asked(question))
            self._is_kept(question)
        self.count.one_more()
        prepared = self._asked(Question.PREPARED).get_by_role("checkbox").first
        self.hands.tick(prepared)
        self._write_down([Question.CONDITIONS], ["asthma"])

    def begin(self) -> None:
        with self.count.of("start a watch"):
            self.press("They are using now")
        self.sees("Listening")

    def make_a_plan(self) -> None:
        self.go_to("Plan")
        step = self.step("Plan")
        self.count.one_more()
        self.hands.write(step.get_by_label(self.words("Place"), exact=True), "12 Example Street")
        self.count.one_more()
        self.hands.choose(step.get_by_role("combobox", name=self.words("First")).first, "911")
        self.press("Keep, and read it back")
        self.press("They agree")
        self.sees("Agreed")

    def hears_an_answer(self) -> None:
        """One key, wherever one stands: the space bar."""
        self.page.locator(":focus").evaluate_all("found => found.forEach(each => each.blur())")
        with self.count.of("answered"):
            self.count.one_more()
            self.page.keyboard.press("Space")
        me = self.page.get_by_role("banner").get_by_role("strong").first.inner_text()
        self.sees("They answered: %(name)s heard them.", name=me)

    def ends_well(self) -> None:
        self.go_to("After")
        self.count.one_more()
        self.hands.tick(self.step("After").get_by_label(self.words("Ended well")))
        self.press("Close the watch")
        self.says_goodbye()

    def says_goodbye(self) -> None:
        goodbye = self.button("We said goodbye")
        self.press("We said goodbye")
        goodbye.wait_for(state="detached")
        self.count.one_more()
        self.hands.press(self.page.get_by_role("link", name=self.words("Back to the board")))

    def alarm(self) -> None:
        """Something is wrong: one key, and the middle asks for one decision."""
        self.page.locator(":focus").evaluate_all("found => found.forEach(each => each.blur())")
        self.count.one_more()
        self.page.keyboard.press("!")
        expect(self.page.get_by_role("heading", name=self.words(DECIDE))).to_be_in_viewport()

    def send_help(self) -> None:
        with self.count.of("send help"):
            self.count.one_more()
            self.hands.hold(self.button("Send help"))
            self.page.get_by_role("list", name=self.words("What to say")).wait_for()

    def what_comes_first(self) -> None:
        """The one act a page offers first, whatever it is called."""
        self.count.one_more()
        firsts = self.page.locator("main .button--primary:visible")
        first, called = firsts.first, firsts.first.inner_text()
        self.hands.press(first)
        seconds_until(lambda: called not in firsts.all_inner_texts(), within=30)

    def says_how_it_was(self) -> None:
        """After sending help: three questions, each by its first answer."""
        for question in DEBRIEF:
            self.count.one_more()
            group = self.page.get_by_role("group", name=self.words(question))
            self.hands.tick(group.get_by_role("radio").first)
        self.press("Say how I am")
        self.button("Say how I am").wait_for(state="detached")

    def finds_out(self) -> None:
        """On the board: what became of them, and who says so."""
        to_find = self.page.get_by_role("region", name=self.words("Still to find out"))
        self.count.one_more()
        self.hands.press(to_find.locator("summary"))
        became = to_find.get_by_role("group", name=self.words("What became of them?"))
        told = to_find.get_by_role("group", name=self.words("Who told us?"))
        for answer in (became.get_by_role("checkbox").first, told.get_by_role("radio").first):
            self.count.one_more()
            self.hands.tick(answer)
        self.press("Record the outcome")
        self.sees("Nothing is open. Everyone we sent help to has been asked after.")

    def _asked(self, question: Question) -> Locator:
        return self.page.get_by_role("group", name=self.words(str_of(ASKED[question])))

    def _write_down(self, questions: list[Question], answers: Any) -> None:
        """One question, one act: its fields, and Enter."""
        self.count.one_more()
        for question, answer in zip(questions, answers, strict=True):
            field = self.words(str_of(wording.QUESTIONS[question]), "intake")
            self.hands.write(self.step("Ask").get_by_label(field, exact=True), answer)
        self.page.keyboard.press("Enter")
        self._is_kept(questions[0])

    def _is_kept(self, question: Question) -> None:
        line = self.page.get_by_role("listitem").filter(
            has_text=self.words(str_of(ASKED[question]))
        )
        line.get_by_text(self.words("Kept")).wait_for()


def str_of(sentence: Any) -> str:
    """As it stands in the code, to be said in another language."""
    with translation.override(None):
        return str(sentence)
