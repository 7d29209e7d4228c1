"""The addresses every part shares: signing in, choices, health."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, path

from stillhere.care.access import Role
from stillhere.web import choices, look
from stillhere.web.gate import open_to, open_to_everyone

staff = open_to(*Role)

# Only these of allauth's pages exist: nobody signs up, and nothing goes by e-mail.
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", open_to_everyone(account.login), name="account_login"),
    path("sign-in/code/", open_to_everyone(factors.authenticate), name="mfa_authenticate"),
    path("sign-in/out/", open_to_everyone(account.logout), name="account_logout"),
    path("sign-in/again/", staff(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", staff(factors.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/closed/", open_to_everyone(account.account_inactive), name="account_inactive"),
    path("sign-in/password/", staff(account.password_change), name="account_change_password"),
    path("sign-in/safety/", staff(factors.index), name="mfa_index"),
    path("sign-in/safety/app/", staff(totp.activate_totp), name="mfa_activate_totp"),
    path("sign-in/safety/app/end/", staff(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("sign-in/safety/codes/", staff(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "sign-in/safety/codes/new/",
        staff(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "sign-in/safety/codes/file/",
        staff(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("language", choices.choose_language, name="language"),
    path("theme", choices.choose_theme, name="theme"),
    path("console/look", look.look, name="look"),
]
