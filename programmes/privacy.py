"""What the programme keeps of people, why, for how long, and what erasure leaves of it."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from m2w import wording
from m2w.privacy import replacements as to
from m2w.privacy.classification import Aged, Declaration, Personal
from m2w.privacy.files import FileKind
from m2w.privacy.sweeping import Sweep
from m2w.privacy.terms import CLAIMS, MENTEE_FILE, Category, Due, Keeping
from m2w.privacy.uses import (
    ADMISSION,
    CASE,
    FINANCE,
    GUIDANCE,
    ORIGIN,
    OUTFLOW,
    RIGHTS,
    STAFFING,
    Subject,
)
from programmes import access
from programmes.models import (
    Call,
    Claim,
    ClaimLine,
    ControlSample,
    CostPlan,
    Enrolment,
    Extension,
    ExtensionRequest,
    Grant,
    Lot,
    Measurement,
    Mentee,
    Outcome,
    OutflowDefinition,
    Payment,
    PaymentList,
    Person,
    Project,
    Registration,
    Screening,
    Settlement,
    SettlementCorrection,
    StatusChange,
)
from programmes.outflow import TERMS
from programmes.persons import forget_unused
from programmes.privacy_evaluations import EVALUATIONS
from programmes.privacy_words import (
    CRITERIA,
    criteria_on_paper,
    missing_on_paper,
    province,
    sector,
    step,
    subgroups_on_paper,
)
from programmes.retention import Stay, file_due
from programmes.services.registrations import forget_untouched, untouched

MENTEE, STAFF = Subject.MENTEE, (Subject.STAFF,)
ENROLMENT_READERS = frozenset(access.ENROLMENTS)


IDENTITY = Personal(CASE, _("identiteit"), MENTEE_FILE)
CONTACT = Personal(CASE, _("adres en contact"), MENTEE_FILE)
SITUATION = Personal(ADMISSION, _("situatie en opleiding"), MENTEE_FILE)
LANGUAGE = Personal(ADMISSION, _("talen"), MENTEE_FILE)
BACKGROUND = Personal(ORIGIN, _("nationaliteit en herkomst"), MENTEE_FILE)
WISHES = Personal(GUIDANCE, _("wensen en beschikbaarheid"), MENTEE_FILE)
COURSE = Personal(ADMISSION, _("verloop en beslissingen"), MENTEE_FILE)
GUIDED = Personal(GUIDANCE, _("begeleiding en contacten"), MENTEE_FILE)
RESULT = Personal(OUTFLOW, _("werk en opleiding erna"), MENTEE_FILE)
NOTICE = Personal(RIGHTS, _("privacyverklaring en beperking"), MENTEE_FILE)
WORKERS = Personal(STAFFING, _("wie wat zag of deed"), MENTEE_FILE, STAFF, export=False)
TYPED = Personal(
    CASE,
    _("wat getypt werd voor er een dossier was"),
    Keeping(words=_("tot het dossier er is, en hoogstens 90 dagen na de laatste wijziging")),
    (MENTEE,),
    export=False,
)
COSTS = Personal(
    FINANCE,
    _("omschrijving van een kost"),
    CLAIMS,
    (Subject.MENTOR, Subject.STAFF),
    export=False,
    erase=to.wording,
)
WAGES = Personal(FINANCE, _("uren en loonkost van een medewerker"), CLAIMS, STAFF, export=False)
SIGNATURES = Personal(FINANCE, _("wie wat zag of deed"), CLAIMS, STAFF, export=False)
TWO_PEOPLE = SIGNATURES.of("entered_by", "confirmed_by")

PEOPLE = [
    Declaration(
        Mentee,
        {MENTEE: ""},
        {
            **IDENTITY.of("code", "gender"),
            **IDENTITY.of("first_name", "last_name", erase=to.name),
            **IDENTITY.of("birth_date", erase=to.year),
            **IDENTITY.of("vdab_number", erase=to.nothing),
            **IDENTITY.of("person", export=False, erase=to.no_one),
            **CONTACT.of("promoter"),
            **CONTACT.of("postcode", erase=to.province),
            **CONTACT.of("municipality", erase=to.nothing),
            **BACKGROUND.of("nationality", words=wording.nationality),
            **BACKGROUND.of("migration_background"),
            **LANGUAGE.of("home_language", "diploma_language", words=wording.language),
            **LANGUAGE.of("languages", words=wording.spoken),
            **LANGUAGE.of("dutch_level", "dutch_attested", "dutch_insufficient_for_job_target"),
            **SITUATION.of("vdab_guidance_since", "vdab_guidance_until", "employed"),
            **SITUATION.of("diploma_level", "diploma_recognised", "benefit_entitled"),
            **SITUATION.of("diploma_country", words=wording.nationality),
            **SITUATION.of("sector", words=sector),
            **SITUATION.of("job_target", erase=to.nothing),
            **WISHES.of("availability", "hard_wishes", "wishes", "paused_from", "paused_until"),
            **WISHES.of("interests", erase=to.nothing),
            **NOTICE.of("privacy_notice_on", "restricted_on"),
            **NOTICE.of("privacy_notice_language", words=wording.language),
        },
        impersonal=("is_erased",),
    ),
    Declaration(
        Person,
        personal=IDENTITY.of("vdab_number", about=(MENTEE,), export=False, label=_("VDAB-nummer")),
        readers=frozenset(),
    ),
    # Deleted as a whole, so that erasure has nothing to replace in it.
    Declaration(
        Registration,
        personal={
            **TYPED.of("values"),
            **TYPED.of("made_by", about=STAFF, label=_("gemaakt door")),
        },
        impersonal=("code", "promoter", "step"),
    ),
]
CASES = [
    Declaration(
        Enrolment,
        {MENTEE: "mentee"},
        {
            **COURSE.of("code", "project", "state", "referred_on", "declined_on"),
            **COURSE.of("decline_reason", "submitted_on", "info_requested_on", "decided_on"),
            **COURSE.of("decision", "decision_reason", "next_lot", "screen_again_on"),
            **COURSE.of("intake_on", "withdrawn_on", "drafted_on"),
            **COURSE.of("since", export=False),
            **COURSE.of("derogation_reason", "withdrawn_reason", erase=to.wording, prose=True),
            **COURSE.of("mentee", "screening", export=False),
            **GUIDED.of("started_on", "ended_on", "end_reason", "closing_interview_on"),
            **GUIDED.of("closing_note", erase=to.nothing, prose=True),
            **IDENTITY.of("person", export=False, erase=to.no_one),
            **IDENTITY.of("profile_gender", "profile_age"),
            **BACKGROUND.of("profile_nationality", words=wording.nationality),
            **SITUATION.of("profile_benefit_entitled", "profile_subgroup"),
            **SITUATION.of("profile_diploma_level"),
            **LANGUAGE.of("profile_dutch_level"),
            **CONTACT.of("profile_province", words=province),
            **WORKERS.of("coach", "counsellor", "entered_by", "copied_on", "double_reported_on"),
        },
    ),
    Declaration(
        StatusChange,
        {MENTEE: "enrolment__mentee"},
        {
            **COURSE.of("enrolment", "source", "target", "on", "at"),
            **COURSE.of("name", words=step),
            **COURSE.of("comment", erase=to.nothing, prose=True),
            **WORKERS.of("by"),
        },
        readers=ENROLMENT_READERS,
    ),
    Declaration(
        Screening,
        {MENTEE: "mentee"},
        {
            **COURSE.of("lot", "on", "result", "source"),
            **COURSE.of("subgroups", words=subgroups_on_paper),
            **COURSE.of("missing", words=missing_on_paper),
            **BACKGROUND.of("criteria", show=CRITERIA, words=criteria_on_paper),
            **COURSE.of("mentee", export=False),
        },
    ),
    Declaration(
        Outcome,
        {MENTEE: "enrolment__mentee"},
        {
            **RESULT.of("code", "enrolment", "kind", "started_on", "ended_on", "verified_on"),
            **RESULT.of("evidence", "verification"),
            **RESULT.of("sector", words=sector),
            **RESULT.of("employer", erase=to.nothing),
            **RESULT.of("note", "verification_note", erase=to.nothing, prose=True),
            **WORKERS.of("verified_by"),
        },
    ),
    Declaration(
        Measurement,
        {MENTEE: "enrolment__mentee"},
        {
            **RESULT.of("code", "enrolment", "month", "measured_on", "result"),
            **WORKERS.of("by"),
        },
    ),
]
MONEY = [
    Declaration(
        Grant,
        personal=TWO_PEOPLE,
        impersonal=(
            *("code", "confirmed_at", "project", "kind", "decided_on"),
            *("amount", "months", "above_lot_reason"),
        ),
    ),
    Declaration(
        Settlement,
        personal=TWO_PEOPLE,
        impersonal=("code", "confirmed_at", "project", "year", "amount", "settled_on"),
    ),
    Declaration(
        SettlementCorrection,
        personal=TWO_PEOPLE | COSTS.of("reason"),
        impersonal=("code", "confirmed_at", "settlement", "amount", "corrected_on"),
    ),
    Declaration(
        Payment,
        personal=SIGNATURES.of("entered_by"),
        impersonal=(
            *("code", "project", "kind", "decided_on", "paid_on", "amount"),
            "listed_in",
        ),
    ),
    Declaration(
        PaymentList,
        personal=SIGNATURES.of("made_by"),
        impersonal=("code", "number", "made_on"),
    ),
    Declaration(CostPlan, impersonal=("code", "project", "year", "category", "amount")),
    Declaration(
        Claim,
        personal=COSTS.of("control_reason") | SIGNATURES.of("declared_by", "controlled_by"),
        impersonal=("code", "project", "year", "category", "declared_on", "controlled_on"),
        aged=Aged(
            Category.CLAIMS,
            "project__promoter",
            began=lambda claim: date(claim.year, 12, 31),
            code=lambda claim: claim.code,
        ),
    ),
    Declaration(
        ClaimLine,
        personal={
            **COSTS.of("description", "supplier", "invoice_number", "invoice_key"),
            **COSTS.of("repeated_reason", "control_reason", "proof_question", "proof_answer"),
            **SIGNATURES.of("staff", "entered_by", "controlled_by"),
            **WAGES.of("hours", "yearly_cost"),
        },
        impersonal=(
            *("code", "claim", "number", "spent_on", "amount_declared", "amount_accepted"),
            *("proof_asked_on", "proof_answered_on"),
        ),
        aged=Aged(
            Category.CLAIMS,
            "claim__project__promoter",
            began=lambda line: date(line.claim.year, 12, 31),
            code=lambda line: line.claim.code,
            related=("claim",),
        ),
        readers=frozenset(access.claims("")),
    ),
    Declaration(
        ControlSample,
        personal=SIGNATURES.of("drawn_by"),
        impersonal=("code", "claim", "method", "size", "seed", "drawn_on"),
    ),
]
WITHOUT_PEOPLE = [
    Declaration(
        Call,
        impersonal=(
            *("code", "title", "reference", "budget", "opens_on", "closes_on", "initial_months"),
            *("extension_months", "max_dutch_level", "max_level_may_be_attested"),
            *("min_shared_language_level", "sustainable_months", "outflow_horizon_months"),
            *(
                "spell_gap_days",
                "under_use_pct",
                "over_use_pct",
                "match_weights",
                "decision_workdays",
                "yearly_hours_norm",
                "overhead_pct",
            ),
        ),
    ),
    Declaration(
        OutflowDefinition,
        impersonal=("code", "call", "version", "valid_from", "reason", *TERMS),
    ),
    Declaration(
        Lot,
        impersonal=(
            *("code", "call", "number", "name", "provinces", "subgroups"),
            *("target_mentees", "budget", "financing_number"),
        ),
    ),
    Declaration(
        Project,
        impersonal=(
            *("code", "lot", "promoter", "name", "starts_on", "ends_on", "target_mentees"),
            *("expected_duration_months", "contact_every_days"),
        ),
    ),
    Declaration(
        Extension, impersonal=("code", "project", "decided_on", "months", "evaluation_held_on")
    ),
    Declaration(
        ExtensionRequest,
        personal=SIGNATURES.of("asked_by", "decided_by"),
        impersonal=(
            *("code", "project", "state", "asked_on", "months", "amount", "motivation"),
            *("decided_on", "refusal_reason"),
        ),
    ),
]
DECLARATIONS = [*PEOPLE, *CASES, *MONEY, *WITHOUT_PEOPLE, *EVALUATIONS]


def due_of(mentee: Mentee, months: Mapping[str, int]) -> Due | None:
    """When the file of a mentee may be kept no longer."""
    stays = [
        Stay(
            enrolment.state,
            enrolment.drafted_on,
            enrolment.referred_on,
            enrolment.submitted_on,
            enrolment.decided_on,
            enrolment.declined_on,
            enrolment.withdrawn_on,
            enrolment.ended_on,
        )
        for enrolment in mentee.enrolments.all()
    ]
    return file_due(timezone.localdate(mentee.created_at), stays, months)


def unlink(mentee: Mentee) -> None:
    """Forget the VDAB numbers under which only this file knew the person, earlier ones too."""
    enrolments = Enrolment.objects.filter(mentee=mentee)
    before = [mentee.history, Enrolment.history.filter(mentee=mentee)]
    known = {mentee.person_id, *enrolments.values_list("person", flat=True)}
    known.update(*(rows.values_list("person", flat=True) for rows in before))
    Mentee.objects.filter(pk=mentee.pk).update(person=None)
    enrolments.update(person=None)
    forget_unused(Person.objects.filter(pk__in=[pk for pk in known if pk]))


SWEEPS = [Sweep(Registration, untouched, forget_untouched)]
FILES = [FileKind(MENTEE, Mentee, due_of, related=("enrolments",), unlink=unlink)]
