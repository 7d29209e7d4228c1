"""Which policy is in force for something that begins now."""

from datetime import datetime

from stillhere.care.policy import Policy
from stillhere.records.models import Policy as PolicyRow


def policy_in_force(*, organisation: int, practice: bool, now: datetime) -> PolicyRow:
    """The newest version; the shipped defaults, signed by nobody, where there is none yet."""
    return _newest(organisation, practice=practice) or PolicyRow.objects.create(
        organisation_id=organisation,
        practice=practice,
        number=1,
        values=Policy().as_values(),
        created_at=now,
    )


def keep_policy(
    policy: Policy, *, organisation: int, practice: bool, signed_by: str, now: datetime
) -> PolicyRow:
    """A new version. Watches already open keep the one they began with.

    Inside the caller's transaction. Raises `OutOfRange`, naming the value and its range.
    """
    Policy.from_values(policy.as_values(), practice=practice)
    before = PolicyRow.objects.filter(organisation_id=organisation, practice=practice).count()
    return PolicyRow.objects.create(
        organisation_id=organisation,
        practice=practice,
        number=before + 1,
        values=policy.as_values(),
        signed_by=signed_by,
        signed_at=now if signed_by else None,
        created_at=now,
    )


def present_policy(*, organisation: int, practice: bool) -> Policy:
    """What a watch would begin with now. Inside `as_organisation`; keeps nothing."""
    newest = _newest(organisation, practice=practice)
    return Policy() if newest is None else as_policy(newest)


def _newest(organisation: int, *, practice: bool) -> PolicyRow | None:
    versions = PolicyRow.objects.filter(organisation_id=organisation, practice=practice)
    return versions.order_by("-number").first()


def as_policy(row: PolicyRow) -> Policy:
    return Policy.as_kept(row.values)
