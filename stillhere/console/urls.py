"""The console's addresses: who needs me, one person, one watch, my shift."""

from django.urls import URLPattern, URLResolver, include, path

from stillhere.console import (
    aftercare,
    arriving,
    asked,
    beside,
    board,
    call_back,
    code,
    code_questions,
    contact,
    debrief,
    dispatch_numbers,
    escalation,
    first_shift,
    guide_settings,
    guides,
    intake,
    inviting,
    late,
    lines,
    own_words,
    people,
    plan,
    policies,
    says_and_knows,
    screens,
    second_look,
    set_aside,
    settings,
    shift,
    support,
    together,
    wall,
    watch,
)

app_name = "console"

of_contact: list[URLPattern] = [
    path("contacts/<int:contact_id>/", contact.person, name="contact"),
    path("contacts/<int:contact_id>/panel", contact.panel, name="panel"),
    path("contacts/<int:contact_id>/take", contact.take, name="take"),
    path("contacts/<int:contact_id>/need", contact.need, name="need"),
    path("contacts/<int:contact_id>/heard", contact.heard, name="heard"),
    path("contacts/<int:contact_id>/rang-back", call_back.rang_back, name="rang_back"),
    path(
        "contacts/<int:contact_id>/no-shared-language",
        arriving.no_shared_language,
        name="no_shared_language",
    ),
    path("contacts/<int:contact_id>/interprets", arriving.interprets, name="interprets"),
    path("contacts/<int:contact_id>/driving", arriving.driving, name="driving"),
    path("contacts/<int:contact_id>/wish", asked.wish, name="wish"),
    path("contacts/<int:contact_id>/hand-on/wished", asked.hand_to_wished, name="hand_to_wished"),
    path("contacts/<int:contact_id>/say", contact.say, name="say"),
    path("contacts/<int:contact_id>/ask-where", contact.ask_where, name="ask_where"),
    path("contacts/<int:contact_id>/join", contact.join, name="join"),
    path("contacts/<int:contact_id>/hand-on", contact.hand_on, name="hand_on"),
    path("contacts/<int:contact_id>/end", contact.end, name="end"),
    path("contacts/<int:contact_id>/second/agree", second_look.agree_to_end, name="agree_to_end"),
    path("contacts/<int:contact_id>/second/no", second_look.refuse_to_end, name="refuse_to_end"),
    path("contacts/<int:contact_id>/intake", intake.keep, name="intake"),
    path("contacts/<int:contact_id>/code/make", code.make, name="code_make"),
    path("contacts/<int:contact_id>/code/find", code.find, name="code_find"),
    path("contacts/<int:contact_id>/code/match", code.match, name="code_match"),
    path("contacts/<int:contact_id>/code/it-is", code.it_is, name="code_it_is"),
    path("contacts/<int:contact_id>/code/said", code.said, name="code_said"),
    path("contacts/<int:contact_id>/code/keep", code.keep, name="code_keep"),
    path("contacts/<int:contact_id>/code/forget", code.forget, name="code_forget"),
    path("contacts/<int:contact_id>/plan", plan.keep, name="plan"),
    path("contacts/<int:contact_id>/adverse", support.adverse, name="adverse"),
    path("contacts/<int:contact_id>/adverse/taken-back", support.taken_back, name="taken_back"),
    path("contacts/<int:contact_id>/guides/tick", guides.tick, name="guide_tick"),
    path("contacts/<int:contact_id>/to-end-life", watch.to_end_life, name="to_end_life"),
    path("contacts/<int:contact_id>/begin", watch.begin, name="begin"),
    path("contacts/<int:contact_id>/beside", beside.begin, name="watch_beside"),
    path("contacts/<int:contact_id>/beside/down", beside.someone_down, name="someone_beside_down"),
    path("contacts/<int:contact_id>/beside/plan", beside.take_plan_over, name="take_plan_over"),
    path("contacts/<int:contact_id>/beside/named", beside.may_be_named, name="may_be_named"),
]
of_watch: list[URLPattern] = [
    path("watches/<int:watch_id>/take", watch.take, name="take_watch"),
    path("watches/<int:watch_id>/answered", watch.answered, name="answered"),
    path("watches/<int:watch_id>/wrong", watch.wrong, name="wrong"),
    path(
        "watches/<int:watch_id>/it-is-the-caller", watch.it_is_the_caller, name="it_is_the_caller"
    ),
    path("watches/<int:watch_id>/one-answers", together.one_answers, name="one_answers"),
    path("watches/<int:watch_id>/each-answers", together.each_answers, name="each_answers"),
    path("watches/<int:watch_id>/one-is-down", together.one_is_down, name="one_is_down"),
    path("watches/<int:watch_id>/ask", watch.ask, name="ask"),
    path("watches/<int:watch_id>/used", watch.used, name="used"),
    path("watches/<int:watch_id>/naloxone", watch.naloxone, name="naloxone"),
    path("watches/<int:watch_id>/pace", watch.pace, name="pace"),
    path(
        "watches/<int:watch_id>/supervisor-beside",
        watch.supervisor_beside,
        name="supervisor_beside",
    ),
    path("watches/<int:watch_id>/looked", watch.looked, name="looked"),
    path("watches/<int:watch_id>/second/ask", second_look.ask, name="second_ask"),
    path("watches/<int:watch_id>/second/agree", second_look.agree, name="second_agree"),
    path("watches/<int:watch_id>/second/no", second_look.say_no, name="second_no"),
    path("watches/<int:watch_id>/offer", watch.offer, name="offer"),
    path("watches/<int:watch_id>/decline", watch.decline, name="decline"),
    path("watches/<int:watch_id>/end-at", watch.end_at, name="end_at"),
    path("watches/<int:watch_id>/decide", escalation.decide, name="decide"),
    path("watches/<int:watch_id>/dialled", escalation.dialled, name="dialled"),
    path("watches/<int:watch_id>/help-answered", escalation.picked_up, name="help_answered"),
    path("watches/<int:watch_id>/at-place", escalation.at_place, name="at_place"),
    path("watches/<int:watch_id>/reached", escalation.reached, name="reached"),
    path("watches/<int:watch_id>/not-reached", escalation.not_reached, name="not_reached"),
    path("watches/<int:watch_id>/said-yes", escalation.said_yes, name="said_yes"),
    path("watches/<int:watch_id>/used-up", escalation.used_up, name="used_up"),
    path("watches/<int:watch_id>/arrived", escalation.arrived, name="arrived"),
    path("watches/<int:watch_id>/waiting", escalation.waiting, name="waiting"),
    path("watches/<int:watch_id>/cannot-find", escalation.cannot_find, name="cannot_find"),
    path("watches/<int:watch_id>/stand-down", escalation.stand_down, name="stand_down"),
    path("watches/<int:watch_id>/close", aftercare.close, name="close"),
    path("watches/<int:watch_id>/outcome", aftercare.outcome, name="outcome"),
]
after_dispatch: list[URLPattern] = [
    path("debriefs/<int:debrief_id>/answer", debrief.answer, name="debrief_answer"),
    path("debriefs/<int:debrief_id>/read", debrief.read_the_ending, name="debrief_read"),
    path("debriefs/<int:debrief_id>/talked", debrief.talked, name="debrief_talked"),
    path("late/<int:entry_id>/reviewed", late.reviewed, name="late_reviewed"),
    path("shift/ring-me-again", debrief.come_back, name="ring_me_again"),
]
of_shift: list[URLPattern] = [
    path("shift/on", shift.come_on, name="come_on"),
    path("shift/break", shift.take_break, name="break"),
    path("shift/leave", shift.leave, name="leave"),
    path("shift/last-one", shift.last_one, name="last_one"),
    path("shift/stay", shift.stay, name="stay"),
]
set_apart: list[URLPattern] = [
    path("set-aside/<int:set_aside_id>/ring-back", set_aside.ring_back, name="set_aside_ring_back"),
    path("set-aside/<int:set_aside_id>/settled", set_aside.settled, name="set_aside_settled"),
]


def _dispatch_numbers(under: str, name: str, *, practice: bool) -> list[URLPattern | URLResolver]:
    """The same four addresses for the line and for practice."""
    here = {"practice": practice}
    base = f"settings/dispatch-numbers/{under}"
    return [
        path(base, dispatch_numbers.page, here, name=name),
        path(f"{base}keep", dispatch_numbers.keep, here, name=f"keep_{name}"),
        path(f"{base}rung", dispatch_numbers.rung, here, name=f"rung_{name}"),
        path(f"{base}remove", dispatch_numbers.remove, here, name=f"remove_{name}"),
    ]


of_settings: list[URLPattern | URLResolver] = [
    path("settings/", settings.page, name="settings"),
    path("settings/policies/", policies.page, {"practice": False}, name="policies"),
    path("settings/policies/sign", policies.sign, {"practice": False}, name="sign_policy"),
    path(
        "settings/policies/practice/", policies.page, {"practice": True}, name="practice_policies"
    ),
    path(
        "settings/policies/practice/sign",
        policies.sign,
        {"practice": True},
        name="sign_practice_policy",
    ),
    path("settings/screens/", screens.page, name="screens"),
    path("settings/screens/make", screens.make, name="make_screen"),
    path("settings/screens/<int:screen_id>/withdraw", screens.withdraw, name="withdraw_screen"),
    path("settings/code-questions/", code_questions.page, name="code_questions"),
    path("settings/code-questions/sign", code_questions.sign, name="sign_code_questions"),
    *_dispatch_numbers("", "dispatch_numbers", practice=False),
    *_dispatch_numbers("practice/", "practice_dispatch_numbers", practice=True),
    path("settings/lines/", lines.page, name="lines"),
    path("settings/lines/<slug:slug>/name", lines.rename, name="rename_line"),
    path("settings/lines/<slug:slug>/other", lines.other_line, name="line_other"),
    path("settings/lines/<slug:slug>/account", lines.account, name="line_account"),
    path("settings/messages/", own_words.page, name="messages"),
    path("settings/messages/sign", own_words.sign, name="sign_messages"),
    path("settings/guides/", guide_settings.every_guide, name="guide_settings"),
    path("settings/guides/<str:guide>/", guide_settings.one_guide, name="guide_setting"),
    path("settings/guides/<str:guide>/write", guide_settings.write, name="write_guide"),
    path("settings/guides/<str:guide>/approve", guide_settings.approve, name="approve_guide"),
    path("settings/says-and-knows/", says_and_knows.page, name="says_and_knows"),
    path("settings/says-and-knows/sign", says_and_knows.sign, name="sign_says_and_knows"),
]
of_people: list[URLPattern | URLResolver] = [
    path("settings/people/", people.page, name="people"),
    path("settings/people/<int:operator_id>/", people.person, name="person"),
    path("settings/people/<int:operator_id>/role", people.role, name="person_role"),
    path("settings/people/<int:operator_id>/can", people.abilities, name="person_abilities"),
    path("settings/people/<int:operator_id>/on-call", people.on_call, name="person_on_call"),
    path("settings/people/<int:operator_id>/take-out", people.take_out, name="person_take_out"),
    path("settings/people/<int:operator_id>/bring-back", inviting.bring_back, name="bring_back"),
    path("settings/people/<int:operator_id>/words", inviting.let_back_in, name="let_back_in"),
    path("settings/people/invite/", inviting.invite, name="invite"),
    path(
        "settings/people/invitations/<int:invitation_id>/withdraw",
        inviting.withdraw,
        name="withdraw_invitation",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.board, name="board"),
    path("wall/", wall.wall, name="wall"),
    *of_contact,
    *of_watch,
    *after_dispatch,
    *of_shift,
    *set_apart,
    *of_settings,
    *of_people,
    path("first-shift/", include(first_shift.addresses)),
]
