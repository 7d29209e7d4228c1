"""The addresses every part shares: signing in, choices, health, the live stream."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, URLResolver, path

from stillhere.care.access import Role
from stillhere.web import beat, choices, health, home, join, live, locking, look, own_phone
from stillhere.web.gate import View, before_second_factor, open_to, open_to_everyone
from stillhere.web.halfway import knowing_who_is_halfway_in, with_a_password


def own(view: View) -> View:
    """Anybody's own account."""
    return before_second_factor(open_to(*Role)(view))


everyone = open_to_everyone
halfway = knowing_who_is_halfway_in

# Only these of allauth's pages exist: nobody signs up, and nothing goes by e-mail.
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", everyone(halfway(account.login)), name="account_login"),
    path("sign-in/code/", everyone(halfway(factors.authenticate)), name="mfa_authenticate"),
    path("sign-in/out/", everyone(halfway(account.logout)), name="account_logout"),
    path("sign-in/closed/", everyone(account.account_inactive), name="account_inactive"),
    path("sign-in/again/", own(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", own(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "sign-in/again/key/", own(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path(
        "sign-in/password/",
        own(with_a_password(account.password_change)),
        name="account_change_password",
    ),
    path("sign-in/safety/", own(factors.index), name="mfa_index"),
    path("sign-in/safety/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("sign-in/safety/app/end/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("sign-in/safety/codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "sign-in/safety/codes/new/",
        own(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("sign-in/safety/keys/", own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("sign-in/safety/keys/new/", own(keys.add_webauthn), name="mfa_add_webauthn"),
    path("sign-in/safety/keys/<int:pk>/", own(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("join/", join.join, name="join"),
    path("home", home.home, name="home"),
    path("home/name", home.own_name, name="own_name"),
    path("home/phone", own_phone.own_phone, name="own_phone"),
    path("language", choices.choose_language, name="language"),
    path("theme", choices.choose_theme, name="theme"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("console/beat", beat.beat, name="beat"),
    path("console/live", live.live, name="live"),
    path("console/look", look.look, name="look"),
    path("console/lock", locking.lock, name="lock"),
    path("console/unlock", locking.unlock, name="unlock"),
    path("console/unlock/key", locking.key_options, name="unlock_key"),
    path("console/still-here", locking.still_here, name="still_here"),
]
