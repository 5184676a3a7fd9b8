"""The tables, one file per noun. Import them from here, so that every table is known to the mapper."""

from directory.models.account import Account, Membership, RecoveryCode, SignInAttempt, SignInSession
from directory.models.activity import Activity, ActivityText
from directory.models.base import Base, LocalisedText
from directory.models.card import ActivityCard
from directory.models.contact import Contact, CooperationContact
from directory.models.feedback import Feedback
from directory.models.history import IndexChange, Revision
from directory.models.joining import Invitation, MailDomain, SignInLink
from directory.models.lexicon import LexiconWord
from directory.models.location import Location
from directory.models.mail import WaitingMail
from directory.models.organisation import Organisation
from directory.models.outcome import ReferralOutcome, SlipTally
from directory.models.provenance import Provenance
from directory.models.referral import ReferralItem, ReferralSlip
from directory.models.schedule import Schedule, ScheduleBreak, ScheduleException
from directory.models.slip_news import HandledNews, ToldNews
from directory.models.verification import Verification
from directory.models.workplace import SavedSearch, ShelfItem, Workplace

__all__ = [
    "Account",
    "Activity",
    "ActivityCard",
    "ActivityText",
    "Base",
    "Contact",
    "CooperationContact",
    "Feedback",
    "HandledNews",
    "IndexChange",
    "Invitation",
    "LexiconWord",
    "LocalisedText",
    "Location",
    "MailDomain",
    "Membership",
    "Organisation",
    "Provenance",
    "RecoveryCode",
    "ReferralItem",
    "ReferralOutcome",
    "ReferralSlip",
    "Revision",
    "SavedSearch",
    "Schedule",
    "ScheduleBreak",
    "ScheduleException",
    "ShelfItem",
    "SignInAttempt",
    "SignInLink",
    "SignInSession",
    "SlipTally",
    "ToldNews",
    "Verification",
    "WaitingMail",
    "Workplace",
]
