"""A second factor for somebody in a test, kept as allauth keeps it."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from stillhere.records.models import Operator


def has_a_second_factor(operator: Operator) -> str:
    """The secret their app would hold."""
    secret: str = generate_totp_secret()
    TOTP.activate(operator, secret)
    assert Authenticator.objects.filter(user=operator).exists()
    return secret
