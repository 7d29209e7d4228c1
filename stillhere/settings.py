"""Django's settings. What an installation may choose is in `surroundings.py`."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from stillhere.locale.catalogues import spoken
from stillhere.surroundings import browsers_ring_at, database, look_around
from stillhere.web.style_inside import hashes

HERE = Path(__file__).parent
ROLE = os.environ.get("STILLHERE_ROLE", "web")
AROUND = look_around(role=ROLE)
PROMPTS = AROUND.data / "prompts"
"""What the telephone says, as sound: made by `stillhere prompts`, or recorded."""

SECRET_KEY = AROUND.secret_key
DEBUG = False
PUBLIC_URL = AROUND.public_url
FRONT_LINE = os.environ.get("STILLHERE_FRONT_LINE", "")
"""The line whose page the bare address opens; empty where there are several."""
TELEPHONES = browsers_ring_at(os.environ.get("STILLHERE_TELEPHONES", ""))
"""Where operators' browsers reach the exchange; empty: nobody answers in a browser."""
SECURE = PUBLIC_URL.startswith("https://")
# The name in the public address is checked by `stillhere check`; a proxy in front may use another.
ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "stillhere.web",  # before allauth: its pages wear our frame
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "stillhere.records",
    "stillhere.public",
    "stillhere.console",
    "stillhere.outreach",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "stillhere.web.static_files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "stillhere.web.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "stillhere.web.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "stillhere.web.gate.Gate",
]
ROOT_URLCONF = "stillhere.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "stillhere.web.frame.frame",
            ],
        },
    },
]
DATABASES = {"default": database(AROUND)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "records.Operator"
AUTHENTICATION_BACKENDS = ["stillhere.web.signing_in.ByName"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/console/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "stillhere.web.signing_in.SigningIn"
ACCOUNT_SESSION_REMEMBER = False  # a sign-in ends with the browser
# The key is a name on one network: by name alone, a stranger could keep a colleague out.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/5m/key", "reauthenticate": "30/m/user"}
MFA_ADAPTER = "stillhere.web.signing_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

SESSION_COOKIE_NAME = "operator"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "form"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # ends with the browser: a shared phone keeps nothing of us
CSRF_FAILURE_VIEW = "stillhere.web.mistakes.form_too_old"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nobody else ever learns where somebody came from. Stricter, and our own forms could not be told
# from those of a stranger: the browser would then send `Origin: null`.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # nobody types a quarter of a megabyte
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF, *hashes()],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["stillhere"],
    },
}

LANGUAGE_CODE = "en"
LOCALE_PATHS = [HERE / "locale", *AROUND.languages]
LANGUAGES = spoken(LOCALE_PATHS)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else builds on our files
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"},
}

LOGGING_CONFIG = None
