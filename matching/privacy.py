"""What matching keeps of people: mentors, the duos they form, and how those meet."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w import wording
from m2w.privacy import replacements as to
from m2w.privacy.classification import Aged, Declaration, Personal
from m2w.privacy.files import FileKind
from m2w.privacy.sweeping import Sweep
from m2w.privacy.terms import ANY_FILE, CLAIMS, MENTOR_FILE, Category, Due, Keeping
from m2w.privacy.uses import CASE, FINANCE, GUIDANCE, RIGHTS, STAFFING, VOLUNTEERS, Subject
from matching import contact_words, pair_words
from matching.access import PROPOSALS
from matching.choices import ContactKind, Reporter, Respondent
from matching.models import (
    Attendance,
    Candidates,
    ClaimedSession,
    Contact,
    ContactReport,
    GroupSession,
    Interest,
    InterestLinks,
    LeftOver,
    Match,
    MatchChange,
    MeetingLink,
    Mentor,
    MentorTraining,
    Proposal,
    ProposedPair,
    ReminderPause,
    Survey,
    SurveyAnswer,
    Veto,
    VolunteerFee,
)
from matching.retention import file_due
from matching.services import interests, proposals, reports

MENTEE, MENTOR = Subject.MENTEE, Subject.MENTOR


IDENTITY = Personal(VOLUNTEERS, _("identiteit"), MENTOR_FILE)
CONTACT = Personal(VOLUNTEERS, _("adres en contact"), MENTOR_FILE)
OFFER = Personal(VOLUNTEERS, _("aanbod en beschikbaarheid"), MENTOR_FILE)
PAPERS = Personal(VOLUNTEERS, _("afspraken en verzekering"), MENTOR_FILE)
INTERVIEW = Personal(VOLUNTEERS, _("kennismaking"), MENTOR_FILE)
INTEREST = Personal(
    VOLUNTEERS,
    _("interesse om mentor te worden"),
    Keeping(words=_("tot de kennismaking, en hoogstens 90 dagen na de laatste wijziging")),
    (MENTOR,),
    export=False,
)
REPORT = Personal(
    GUIDANCE,
    _("zelf gemelde contacten"),
    Keeping(words=_("tot 90 dagen nadat er niets meer te bekijken is")),
)
FEES = Personal(FINANCE, _("vrijwilligersvergoedingen"), CLAIMS, (MENTOR,))
NOTICE = Personal(RIGHTS, _("privacyverklaring en beperking"), MENTOR_FILE)
DUO = Personal(GUIDANCE, _("begeleiding en contacten"), ANY_FILE)
PROPOSED = Personal(
    GUIDANCE, _("voorgestelde duo’s"), Keeping(words=_("tot 90 dagen na de laatste wijziging"))
)
ASKED = Personal(GUIDANCE, _("bevragingen"), ANY_FILE)
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
            **CONTACT.of("email", "phone", erase=to.nothing),
            **OFFER.of("languages", words=wording.spoken),
            **OFFER.of("sectors", words=wording.sector_names),
            **OFFER.of("online", "capacity", "trained_on", "active_from", "active_until"),
            **OFFER.of("availability", "hard_wishes", "wishes", "paused_from", "paused_until"),
            **OFFER.of("interests", erase=to.nothing),
            **PAPERS.of("information_note_on", "insured_from", "agreement_on"),
            **PAPERS.of("confidentiality_on"),
            **INTERVIEW.of("interviewed_on", "interview_outcome"),
            **INTERVIEW.of("interview_note", erase=to.nothing, prose=True),
            **NOTICE.of("restricted_on"),
        },
        impersonal=("is_erased",),
    ),
    Declaration(
        MentorTraining,
        {MENTOR: "mentor"},
        {
            **OFFER.of("code", "held_on", "hours"),
            **OFFER.of("title", erase=to.wording),
            **OFFER.of("mentor", export=False),
        },
    ),
    # Amounts stay when the mentor is erased: they were declared, and tell of nobody then.
    Declaration(
        VolunteerFee,
        {MENTOR: "mentor"},
        {
            **FEES.of("code", "project", "day", "amount"),
            **FEES.of("mentor", export=False),
        },
        impersonal=("claim_line",),
    ),
    # Deleted as a whole, so that erasure has nothing to replace in it.
    Declaration(
        Interest,
        personal={
            **INTEREST.of("first_name", "last_name", "email", "phone", "postcode"),
            **INTEREST.of("languages", words=wording.spoken),
            **INTEREST.of("sector", "availability", "received_on"),
            **INTEREST.of("interviewed_on", "interview_outcome"),
            **INTEREST.of("why", "interview_note", prose=True),
        },
        impersonal=("code", "promoter", "called_language", "called_province"),
    ),
    Declaration(InterestLinks, impersonal=("promoter", "generation"), readers=frozenset()),
    Declaration(
        Match,
        {MENTEE: "enrolment__mentee", MENTOR: "mentor"},
        {
            **WHO.of("enrolment", about=(MENTEE,), to_others=_("mentee van de organisatie")),
            **WHO.of("mentor", about=(MENTOR,), to_others=_("mentor van de organisatie")),
            **DUO.of("code", "started_on", "planned_end_on", "ended_on", "end_reason"),
            **DUO.of("agreement_on", "first_meeting_on", "contact_every_days"),
            **DUO.of("paused_from", "paused_until", "closing_interview_on"),
            **DUO.of("closing_note", erase=to.nothing, prose=True),
            **DUO.of("shared_languages", words=wording.language_names),
            **WORKERS.of("coach"),
        },
        impersonal=("slot",),
    ),
    Declaration(
        MatchChange,
        {MENTEE: "match__enrolment__mentee", MENTOR: "match__mentor"},
        {**DUO.of("match", "name", "on", "until", "at"), **WORKERS.of("by", "coach")},
    ),
    Declaration(
        Contact,
        {MENTEE: "match__enrolment__mentee", MENTOR: "match__mentor"},
        {
            **DUO.of("code", "match", "held_on", "kind", "minutes", "channel", "reached"),
            **DUO.of("topics", words=contact_words.topic_names),
            **DUO.of("note", erase=to.nothing, prose=True),
            **DUO.of("is_reported"),
            **WORKERS.of("entered_by"),
        },
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
    Declaration(MeetingLink, impersonal=("match", "who", "generation"), readers=frozenset()),
    # What each of the two said themselves; the contact that follows from it tells of both.
    Declaration(
        ContactReport,
        {MENTEE: "match__enrolment__mentee", MENTOR: "match__mentor"},
        {
            **REPORT.of("code", "match", "who", "held_on", "seen", "minutes", "channel"),
            **REPORT.of("call_me", "received_at", "doubt", "handled_on", "called_on"),
            **WORKERS.of("handled_by"),
        },
        impersonal=("contact",),
        only={MENTEE: Q(who=Reporter.MENTEE), MENTOR: Q(who=Reporter.MENTOR)},
    ),
    Declaration(
        GroupSession,
        personal=WORKERS.of("led_by"),
        impersonal=(
            *("code", "project", "kind", "title", "held_on", "starts_at", "minutes", "place"),
        ),
    ),
    Declaration(
        Attendance,
        {MENTEE: "enrolment__mentee", MENTOR: "mentor"},
        {
            **WHO.of("enrolment", about=(MENTEE,)),
            **WHO.of("mentor", about=(MENTOR,)),
            **DUO.of("code", "session", "present"),
        },
    ),
    Declaration(ClaimedSession, impersonal=("session", "claim", "document")),
    Declaration(
        Survey,
        {MENTEE: "match__enrolment__mentee", MENTOR: "match__mentor"},
        {
            **ASKED.of("code", "match", "questionnaire", "version_from", "respondent", "moment"),
            **ASKED.of("due_on", "answered_on", "channel", "expires_on"),
            **ASKED.of("language", words=wording.language),
            **ASKED.of("generation", export=False),
            **ASKED.of("outcome", about=(MENTEE,)),
            **WORKERS.of("entered_by"),
        },
        only={
            MENTEE: ~Q(respondent=Respondent.MENTOR),
            MENTOR: Q(respondent=Respondent.MENTOR),
        },
    ),
    # Numbers only: they stay true when whoever gave them is erased.
    Declaration(
        SurveyAnswer,
        {MENTEE: "survey__match__enrolment__mentee", MENTOR: "survey__match__mentor"},
        ASKED.of("survey", "item", "value"),
        only={
            MENTEE: Q(survey__respondent=Respondent.MENTEE),
            MENTOR: Q(survey__respondent=Respondent.MENTOR),
        },
        readers=frozenset(),
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
    Declaration(
        ReminderPause,
        {MENTEE: "mentee", MENTOR: "mentor"},
        {
            **DUO.of("code", "until", "reason"),
            **DUO.of("match", "mentor", "mentee", export=False),
            **WORKERS.of("paused_by"),
        },
    ),
    # What is proposed goes with the file of whoever it is about, and by itself after its term.
    Declaration(
        Proposal,
        personal=WORKERS.of("made_by"),
        impersonal=(
            *("code", "project", "on", "state", "minimum_level", "weights", "waiting", "mentors"),
            *("places", "max_placed", "max_score", "made_from", "dropped"),
        ),
    ),
    Declaration(
        Candidates,
        personal=PROPOSED.of("pairs", about=(MENTEE, MENTOR), export=False),
        impersonal=("proposal",),
        readers=frozenset(PROPOSALS),
    ),
    Declaration(
        ProposedPair,
        {MENTEE: "enrolment__mentee", MENTOR: "mentor"},
        {
            **WHO.of("enrolment", about=(MENTEE,), to_others=_("mentee van de organisatie")),
            **WHO.of("mentor", about=(MENTOR,), to_others=_("mentor van de organisatie")),
            **PROPOSED.of("score", "waiting_days", "is_locked"),
            **PROPOSED.of("shared_languages", words=wording.language_names),
            **PROPOSED.of("parts", words=pair_words.points_in_words),
            # Each sentence tells of both; the points say as much without the other one.
            **PROPOSED.of("reasons", export=False),
            **WORKERS.of("coach"),
        },
        impersonal=("proposal", "match"),
    ),
    Declaration(
        LeftOver,
        {MENTEE: "enrolment__mentee"},
        {
            **WHO.of("enrolment"),
            **PROPOSED.of("waiting_days", "candidates"),
            **PROPOSED.of("removed", words=pair_words.removed_in_words),
            **PROPOSED.of("change", export=False),
        },
        impersonal=("proposal",),
    ),
]


def due_of(mentor: Mentor, months: Mapping[str, int]) -> Due | None:
    """When the file of a mentor may be kept no longer."""
    duos = [match.ended_on for match in mentor.matches.all()]
    return file_due(mentor.active_from, mentor.active_until, duos, months)


FILES = [FileKind(MENTOR, Mentor, due_of, related=("matches",))]
SWEEPS = [
    Sweep(Interest, interests.untouched, interests.forget_untouched),
    Sweep(ContactReport, reports.settled, reports.forget_settled),
    Sweep(Proposal, proposals.untouched, proposals.forget_untouched),
]
