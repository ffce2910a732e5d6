from typing import TYPE_CHECKING

from m2w.querysets import GatedQuerySet
from matching import access

if TYPE_CHECKING:
    from matching.models import Contact, Match, Mentor, Veto


class MentorQuerySet(GatedQuerySet["Mentor"]):
    readers = access.MENTOR_READERS
    readable = access.MENTOR_FIELDS
    editors = access.MENTOR_EDITORS
    files = ("",)


class MatchQuerySet(GatedQuerySet["Match"]):
    readers = access.MATCH_READERS
    readable = access.MATCH_FIELDS
    editors = access.MATCH_EDITORS
    files = ("enrolment__mentee__", "mentor__")


class ContactQuerySet(GatedQuerySet["Contact"]):
    readers = access.CONTACT_READERS
    readable = access.CONTACT_FIELDS
    editors = access.CONTACT_EDITORS
    files = ("match__enrolment__mentee__", "match__mentor__")


class VetoQuerySet(GatedQuerySet["Veto"]):
    readers = access.VETOES
    editors = access.VETOES
    files = ("mentee__", "mentor__")
