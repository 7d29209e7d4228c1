"""Every table, in one place for Django."""

from stillhere.records.aftercare import Debrief, Outcome
from stillhere.records.call import Call, Leg
from stillhere.records.chosen import Chosen
from stillhere.records.code import Code, CodeWithout
from stillhere.records.contact import Contact, Inbox, Message
from stillhere.records.directory import DirectoryPlace, PlaceTold
from stillhere.records.dispatch import DispatchNumber
from stillhere.records.duty import Duty
from stillhere.records.engine import ClockAnchor, Lease, Pulse, Trouble
from stillhere.records.guides import GuideApproval, GuideTick, GuideVersion
from stillhere.records.intake import Intake
from stillhere.records.invitation import Invitation
from stillhere.records.ledger import Entry, EntryLink
from stillhere.records.narrow import (
    DueConsole,
    DueContact,
    DueOutcome,
    DuePracticeDelivery,
    DuePracticePhone,
    DueWatch,
    ExpiringKey,
    OrganisationHere,
    OwedDuty,
    UnlinkedEntry,
)
from stillhere.records.organisations import Line, Organisation
from stillhere.records.people import Console, Operator
from stillhere.records.plan import PlanVersion
from stillhere.records.policy import Policy
from stillhere.records.practice import PracticeDelivery, PracticePhone
from stillhere.records.screen import Screen
from stillhere.records.sealed import RecordKey
from stillhere.records.sent_text import SentText
from stillhere.records.set_aside import SetAside
from stillhere.records.sign_in import SignIn
from stillhere.records.support import AdverseEvent
from stillhere.records.watch import Watch, WatchClock

__all__ = [
    "AdverseEvent",
    "Call",
    "Chosen",
    "ClockAnchor",
    "Code",
    "CodeWithout",
    "Console",
    "Contact",
    "Debrief",
    "DirectoryPlace",
    "DispatchNumber",
    "DueConsole",
    "DueContact",
    "DueOutcome",
    "DuePracticeDelivery",
    "DuePracticePhone",
    "DueWatch",
    "Duty",
    "Entry",
    "EntryLink",
    "ExpiringKey",
    "GuideApproval",
    "GuideTick",
    "GuideVersion",
    "Inbox",
    "Intake",
    "Invitation",
    "Lease",
    "Leg",
    "Line",
    "Message",
    "Operator",
    "Organisation",
    "OrganisationHere",
    "Outcome",
    "OwedDuty",
    "PlaceTold",
    "PlanVersion",
    "Policy",
    "PracticeDelivery",
    "PracticePhone",
    "Pulse",
    "RecordKey",
    "Screen",
    "SentText",
    "SetAside",
    "SignIn",
    "Trouble",
    "UnlinkedEntry",
    "Watch",
    "WatchClock",
]
