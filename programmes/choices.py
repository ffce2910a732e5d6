"""The value lists of calls, enrolments, evaluations and money: value and Dutch label together."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from m2w.reference import levels


class Subgroup(TextChoices):
    HOA = "hoa", _("hoger opgeleid, anderstalig")
    YOUTH = "youth", _("jongere, laag opgeleid")
    LOA = "loa", _("laag opgeleid, anderstalig")
    NONE = "none", _("geen subgroep")


class GrantKind(TextChoices):
    INITIAL = "initial", _("eerste toekenning")
    EXTENSION = "extension", _("verlenging")
    INCREASE = "increase", _("verhoging")
    DECREASE = "decrease", _("verlaging")


class State(TextChoices):
    REFERRED = "referred", _("doorverwezen")
    DRAFT = "draft", _("concept")
    SUBMITTED = "submitted", _("ingediend")
    INFO_REQUESTED = "info_requested", _("vraag van VDAB")
    APPROVED = "approved", _("goedgekeurd")
    ACTIVE = "active", _("gestart")
    ENDED = "ended", _("beëindigd")
    REJECTED = "rejected", _("geweigerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    DECLINED = "declined", _("doorverwijzing afgewezen")


# Open: counts as the one enrolment a person may have at a time.
OPEN_STATES = (State.SUBMITTED, State.INFO_REQUESTED, State.APPROVED, State.ACTIVE)
# Neither ended nor turned down.
GOING_ON_STATES = (State.REFERRED, State.DRAFT, *OPEN_STATES)
# Put to VDAB, which has not decided.
UNDECIDED_STATES = (State.SUBMITTED, State.INFO_REQUESTED)
# Approved and not over yet.
UNDER_WAY_STATES = (State.APPROVED, State.ACTIVE)


# The date on which each state began; a draft is as old as its record.
DATE_OF_STATE: dict[str, str] = {
    State.REFERRED: "referred_on",
    State.DRAFT: "drafted_on",
    State.SUBMITTED: "submitted_on",
    State.INFO_REQUESTED: "info_requested_on",
    State.APPROVED: "decided_on",
    State.ACTIVE: "started_on",
    State.ENDED: "ended_on",
    State.REJECTED: "decided_on",
    State.WITHDRAWN: "withdrawn_on",
    State.DECLINED: "declined_on",
}

# Someone is to do something before it goes on.
WAITING_STATES = (
    State.REFERRED,
    State.DRAFT,
    State.SUBMITTED,
    State.INFO_REQUESTED,
    State.APPROVED,
)


class Decision(TextChoices):
    APPROVED = "approved", _("goedgekeurd")
    REJECTED = "rejected", _("geweigerd")


class RejectionReason(TextChoices):
    NON_WORKING = "non_working", _("is aan het werk")
    NON_NATIVE_DUTCH = "non_native_dutch", _("is niet anderstalig")
    MIGRATION_BACKGROUND = "migration_background", _("geen migratieachtergrond")
    LIVES_IN_FLANDERS = "lives_in_flanders", _("woont niet in Vlaanderen")
    IN_VDAB_GUIDANCE = "in_vdab_guidance", _("niet in begeleiding bij VDAB")
    LIMITED_DUTCH = "limited_dutch", _("kent voldoende Nederlands")
    NOT_IN_SUBGROUP = "not_in_subgroup", _("past in geen subgroep van het perceel")
    NO_BENEFIT_EXPECTED = "no_benefit_expected", _("geen baat te verwachten")
    OTHER_PROGRAMME = "other_programme", _("ander traject past beter")
    LOT_FULL = "lot_full", _("perceel is volzet")
    OTHER = "other", _("andere reden")


# These say too little by themselves: a text goes with them.
REJECTIONS_WITH_TEXT = (RejectionReason.NO_BENEFIT_EXPECTED, RejectionReason.OTHER)


class DeclineReason(TextChoices):
    NO_SHOW = "no_show", _("kwam niet opdagen")
    NO_SHARED_LANGUAGE = "no_shared_language", _("geen gemeenschappelijke taal")
    PROJECT_FULL = "project_full", _("project is volzet")
    NOT_SUITABLE = "not_suitable", _("niet geschikt")
    OTHER = "other", _("andere reden")


class EndReason(TextChoices):
    COMPLETED = "completed", _("afgerond")
    WORK = "work", _("aan het werk")
    TRAINING = "training", _("opleiding begonnen")
    DROPOUT = "dropout", _("afgehaakt")
    MOVED = "moved", _("verhuisd")
    PERSONAL = "personal", _("persoonlijke reden")
    OTHER = "other", _("andere reden")


class RegistrationStep(TextChoices):
    """The steps in which a mentee is registered; the value stands in the address."""

    PERSON = "persoon", _("Persoon")
    LANGUAGES = "talen", _("Talen en diploma")
    SITUATION = "situatie", _("Situatie")
    PROJECT = "project", _("Project")
    CHECK = "nakijken", _("Nakijken")


class ScreeningResult(TextChoices):
    ELIGIBLE = "eligible", _("komt in aanmerking")
    INELIGIBLE = "ineligible", _("komt niet in aanmerking")
    INCOMPLETE = "incomplete", _("nog niet volledig")


class ScreeningSource(TextChoices):
    PROMOTER = "promoter", _("promotor")
    VDAB = "vdab", _("VDAB")


class OutcomeKind(TextChoices):
    OPEN_ENDED = "open_ended", _("contract van onbepaalde duur")
    FIXED_TERM = "fixed_term", _("contract van bepaalde duur")
    TEMP_AGENCY = "temp_agency", _("uitzendarbeid")
    SELF_EMPLOYED = "self_employed", _("zelfstandige")
    INTERNSHIP = "internship", _("stage")
    IBO = "ibo", _("IBO")
    TRAINING = "training", _("opleiding")
    WORK_EXPERIENCE = "work_experience", _("werkervaring")
    OTHER = "other", _("andere")
    NONE = "none", _("geen uitstroom gemeten")


class Evidence(TextChoices):
    """What shows an outcome."""

    CONTRACT = "contract", _("contract")
    PAYSLIP = "payslip", _("loonbrief")
    DIMONA = "dimona", _("DIMONA-melding")
    STATEMENT = "statement", _("verklaring van werkgever of school")
    OWN_WORD = "own_word", _("eigen woorden van de mentee")


class Verification(TextChoices):
    """What VDAB found when it looked an outcome up."""

    CONFIRMED = "confirmed", _("bevestigd")
    NOT_FOUND = "not_found", _("niet gevonden")
    OTHER_DATES = "other_dates", _("andere datums")


class RemovalReason(TextChoices):
    """Why an outcome is taken away: it was never one."""

    TWICE = "twice", _("dubbel genoteerd")
    OTHER_PERSON = "other_person", _("hoort bij iemand anders")
    NEVER_BEGAN = "never_began", _("ging niet door")


class MeasurementResult(TextChoices):
    """What a follow-up measurement found."""

    KNOWN = "known", _("werk, opleiding of stage")
    NONE = "none", _("niets gevonden")
    NOT_REACHED = "not_reached", _("niet bereikt")


WORK_KINDS = (
    OutcomeKind.OPEN_ENDED,
    OutcomeKind.FIXED_TERM,
    OutcomeKind.TEMP_AGENCY,
    OutcomeKind.SELF_EMPLOYED,
)
# Work for someone else.
EMPLOYED_KINDS = (OutcomeKind.OPEN_ENDED, OutcomeKind.FIXED_TERM, OutcomeKind.TEMP_AGENCY)
INTERNSHIP_KINDS = (OutcomeKind.INTERNSHIP, OutcomeKind.IBO)
OTHER_KINDS = (OutcomeKind.WORK_EXPERIENCE, OutcomeKind.OTHER)


class EvaluationKind(TextChoices):
    BIMONTHLY = "bimonthly", _("tweemaandelijks")
    SIX_MONTH = "six_month", _("na zes maanden")
    FINAL = "final", _("eindevaluatie")


class Level(TextChoices):
    PROMOTER = "promoter", _("promotor")
    PROVINCE = "province", _("provincie")
    CENTRAL = "central", _("centraal")


class Track(TextChoices):
    OPERATIONAL = "operational", _("operationeel")
    CONTENT = "content", _("inhoudelijk")
    COOPERATION = "cooperation", _("samenwerking")


class EvaluationStatus(TextChoices):
    DRAFT = "draft", _("ontwerp")
    FINAL = "final", _("definitief")


class Party(TextChoices):
    """A side that does something as a whole."""

    PROMOTER = "promoter", _("de promotor")
    VDAB = "vdab", _("VDAB")


class Verdict(TextChoices):
    POSITIVE = "positive", _("positief")
    NEGATIVE = "negative", _("negatief")


class RequestState(TextChoices):
    """How a request for extension stands."""

    ASKED = "asked", _("gevraagd")
    GRANTED = "granted", _("toegestaan")
    REFUSED = "refused", _("geweigerd")


class CostCategory(TextChoices):
    STAFF = "staff", _("personeel")
    OVERHEAD = "overhead", _("overhead")
    VOLUNTEERS = "volunteers", _("vrijwilligers")
    TRAINING = "training", _("vorming")
    TRAVEL = "travel", _("verplaatsing")
    OTHER = "other", _("andere")


class ClaimState(TextChoices):
    """How far a claim has come; it follows from its dates."""

    DRAFT = "draft", _("concept")
    SUBMITTED = "submitted", _("ingediend")
    CONTROLLED = "controlled", _("gecontroleerd")


class SampleMethod(TextChoices):
    """How the lines to control are chosen."""

    RANDOM = "random", _("elke lijn even veel kans")
    MONETARY = "monetary", _("elke euro even veel kans")


class PaymentKind(TextChoices):
    ADVANCE = "advance", _("voorschot")
    BALANCE = "balance", _("saldo")
    RECOVERY = "recovery", _("terugvordering")


def diploma_levels() -> list[tuple[str, str]]:
    return [(code, levels.diploma_label(code)) for code in levels.DIPLOMA_LABELS]


def dutch_levels() -> list[tuple[str, str]]:
    return [(code, levels.dutch_label(code)) for code in levels.DUTCH_LABELS]
