"""What matching keeps of people: mentors, the duos they form, and how those meet."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w import wording
from m2w.privacy import replacements as to
from m2w.privacy.classification import Aged, Declaration, Personal
from m2w.privacy.files import FileKind
from m2w.privacy.terms import ANY_FILE, MENTOR_FILE, Category, Due
from m2w.privacy.uses import CASE, GUIDANCE, RIGHTS, STAFFING, VOLUNTEERS, Subject
from m2w.reference import sectors
from matching.choices import ContactKind
from matching.models import Contact, Match, Mentor, Veto
from matching.retention import file_due

MENTEE, MENTOR = Subject.MENTEE, Subject.MENTOR


def sector_names(codes: tuple[str, ...]) -> str:
    return ", ".join(sectors.label(code) for code in codes)


IDENTITY = Personal(VOLUNTEERS, _("identiteit"), MENTOR_FILE)
CONTACT = Personal(VOLUNTEERS, _("adres en contact"), MENTOR_FILE)
OFFER = Personal(VOLUNTEERS, _("aanbod en beschikbaarheid"), MENTOR_FILE)
NOTICE = Personal(RIGHTS, _("privacyverklaring en beperking"), MENTOR_FILE)
DUO = Personal(GUIDANCE, _("begeleiding en contacten"), ANY_FILE)
WHO = Personal(CASE, _("identiteit"), ANY_FILE)
WORKERS = Personal(STAFFING, _("wie wat zag of deed"), ANY_FILE, (Subject.STAFF,), export=False)

DECLARATIONS = [
    Declaration(
        Mentor,
        {MENTOR: ""},
        {
            **IDENTITY.of("code", "birth_year", "gender"),
            **IDENTITY.of("first_name", "last_name", erase=to.name),
            **CONTACT.of("promoter"),
            **CONTACT.of("postcode", erase=to.province),
            **OFFER.of("languages", words=wording.spoken),
            **OFFER.of("sectors", words=sector_names),
            **OFFER.of("online", "capacity", "trained_on", "active_from", "active_until"),
            **OFFER.of("availability", "hard_wishes", "paused_from", "paused_until"),
            **OFFER.of("interests", erase=to.nothing),
            **NOTICE.of("restricted_on"),
        },
        impersonal=("is_erased",),
    ),
    Declaration(
        Match,
        {MENTEE: "enrolment__mentee", MENTOR: "mentor"},
        {
            **WHO.of("enrolment", about=(MENTEE,), to_others=_("mentee van de organisatie")),
            **WHO.of("mentor", about=(MENTOR,), to_others=_("mentor van de organisatie")),
            **DUO.of("code", "started_on", "planned_end_on", "ended_on", "end_reason"),
            **DUO.of("shared_languages", words=wording.language_names),
            **WORKERS.of("coach"),
        },
        impersonal=("slot",),
    ),
    Declaration(
        Contact,
        {MENTEE: "match__enrolment__mentee", MENTOR: "match__mentor"},
        DUO.of("code", "match", "held_on", "kind", "minutes", "channel", "reached"),
        only={
            MENTEE: ~Q(kind=ContactKind.CHECKIN_MENTOR),
            MENTOR: ~Q(kind=ContactKind.CHECKIN_MENTEE),
        },
        aged=Aged(
            Category.CONTACT_NOTES,
            "match__enrolment__project__promoter",
            began=lambda contact: contact.held_on,
            code=lambda contact: contact.code,
        ),
    ),
    Declaration(
        Veto,
        {MENTEE: "mentee", MENTOR: "mentor"},
        {
            **WHO.of("mentee", about=(MENTEE,), to_others=_("mentee van de organisatie")),
            **WHO.of("mentor", about=(MENTOR,), to_others=_("mentor van de organisatie")),
            **DUO.of("code", "decided_on"),
            **DUO.of("reason", erase=to.nothing, prose=True),
        },
    ),
]


def due_of(mentor: Mentor, months: Mapping[str, int]) -> Due | None:
    """When the file of a mentor may be kept no longer."""
    duos = [match.ended_on for match in mentor.matches.all()]
    return file_due(mentor.active_from, mentor.active_until, duos, months)


FILES = [FileKind(MENTOR, Mentor, due_of, related=("matches",))]
