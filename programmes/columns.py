"""How lists of this app show their rows; other apps reuse these columns."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from m2w import notation, periods
from m2w.marks import Mark
from m2w.reference import sectors
from m2w.tables import Column
from m2w.wording import province_names, spoken
from programmes import waiting
from programmes.choices import Subgroup
from programmes.claim_texts import hours as hours_of
from programmes.claim_years import YearLine
from programmes.due import ClaimYear
from programmes.marks import claim_mark, standing_mark, state_mark, verification_mark
from programmes.models import Call, Claim, ClaimLine, Enrolment, Lot, Mentee, Outcome, Project
from programmes.outflow import Numbers


def project_url(project: Project) -> str:
    return reverse("project", args=[project.pk])


def enrolment_url(enrolment: Enrolment) -> str:
    return reverse("enrolment", args=[enrolment.pk])


def mentee_url(mentee: Mentee) -> str:
    return reverse("mentee", args=[mentee.pk])


def call_url(call: Call) -> str:
    return reverse("call", args=[call.pk])


def last_day(project: Project) -> date:
    """Of the extended term when there is one."""
    extended = hasattr(project, "extension")
    return project.extension.last_day if extended else project.ends_on


def subgroups(lot: Lot) -> str:
    named = [str(Subgroup(code).label) for code in lot.subgroups]
    return "; ".join(named) or str(_("hele doelgroep"))


CALLS = [
    Column(_("Oproep"), "reference", url=call_url, note=lambda call: call.title),
    Column(_("Open vanaf"), "opens_on", "date"),
    Column(_("Tot en met"), "closes_on", "date"),
    Column(_("Budget in euro"), "budget", "amount"),
]
LOTS = [
    Column(_("Perceel"), str),
    Column(_("Provincies"), lambda lot: province_names(lot.provinces)),
    Column(_("Subgroepen"), subgroups),
    Column(_("Doel mentees"), "target_mentees", "count"),
    Column(_("Budget in euro"), "budget", "amount"),
]
OUTFLOW_DEFINITIONS = [
    Column(_("Versie"), lambda definition: str(definition.version)),
    Column(_("Geldig vanaf"), "valid_from", "date"),
    Column(_("Duurzaam na maanden"), "sustainable_months", "count"),
    Column(_("Onderbreking in dagen"), "spell_gap_days", "count"),
    Column(_("Telt tot maanden na het einde"), "outflow_horizon_months", "count"),
    Column(_("Waarom"), "reason"),
]
PROJECTS = [
    Column(_("Project"), "name", url=project_url, note=lambda project: project.promoter.name),
    Column(_("Provincies"), lambda project: province_names(project.lot.provinces)),
    Column(_("Eerste dag"), "starts_on", "date"),
    Column(_("Laatste dag"), last_day, "date"),
    Column(_("Doel mentees"), "target_mentees", "count"),
]
EXTENSION_REQUESTS = [
    Column(
        _("Project"),
        lambda request: request.project.name,
        url=lambda request: reverse("project_passport", args=[request.project_id]),
        note=lambda request: request.project.promoter.name,
        of=("project",),
    ),
    Column(_("Gevraagd op"), "asked_on", "date"),
    Column(_("Maanden"), "months", "count"),
    Column(_("Bedrag in euro"), "amount", "amount"),
    Column(_("Stand"), "get_state_display"),
    Column(_("Beslist op"), "decided_on", "date"),
]
GRANTS = [
    Column(
        _("Project"),
        lambda grant: grant.project.name,
        url=lambda grant: reverse("project_passport", args=[grant.project_id]),
        note=lambda grant: grant.project.promoter.name,
        of=("project",),
    ),
    Column(_("Soort"), "get_kind_display"),
    Column(_("Beslist op"), "decided_on", "date"),
    Column(_("Bedrag in euro"), "amount", "amount"),
    Column(_("Bevestigd"), lambda grant: _("ja") if grant.counts else _("nog niet")),
]


def claim_url(claim: Claim) -> str:
    return reverse("claim", args=[claim.pk])


def claim_line_url(line: ClaimLine) -> str:
    return reverse("claim_line", args=[line.pk])


def claim_of(claim: Claim) -> str:
    return f"{claim.project.name}, {claim.project.promoter.name}"


def mark_of_claim(row: Any) -> Mark | None:
    """None for the total of several."""
    return claim_mark(row) if isinstance(row, Claim) else None


def draft_of(claim: Any) -> str:
    """What a claim in draft comes to so far."""
    if claim.declared_on or claim.costs is None:
        return ""
    return _("in concept: %(amount)s") % {"amount": notation.euro(claim.costs)}


def told_of_line(line: ClaimLine) -> str:
    """Of whom an invoice is, or whose hours they are, and whether VDAB waits for its proof."""
    invoice = " ".join(filter(None, [line.supplier, line.invoice_number]))
    # Without a description the line is called by who worked.
    who = str(line.staff) if line.staff and line.description else ""
    hours = "" if line.hours is None else _("%(hours)s uur") % {"hours": hours_of(line.hours)}
    asked = _("VDAB vraagt bewijs") if line.asks_for_proof else ""
    told = (asked, who, hours, invoice, line.repeated_reason)
    return "; ".join(str(text) for text in told if text)


class Total(dict[str, Any]):
    """What rows add up to, under the names that their columns take; in words: its label."""

    def __init__(self, label: str, **amounts: Any) -> None:
        super().__init__(title=label, **amounts)

    def __str__(self) -> str:
        return str(self["title"])


def claim_of_year(line: YearLine) -> str:
    return claim_url(line.claim) if line.claim else ""


def mark_of_year(row: Any) -> Mark | None:
    """How the claim of a category stands; None for the total, and where there is none."""
    claim = None if isinstance(row, Total) else row.claim
    return claim_mark(claim) if claim else None


def year_url(one: ClaimYear) -> str:
    return reverse("claim_year", args=[one.project.pk, one.year])


def due_mark(one: ClaimYear) -> Mark:
    if one.is_late(periods.today()):
        return Mark(_("over tijd"), "warn", "stop")
    return Mark(_("in te dienen"), "clock", "wait")


CLAIM_YEAR = [
    Column(_("Categorie"), "title", url=claim_of_year),
    Column(_("Stand"), mark_of_year, "mark"),
    Column(_("Begroot in euro"), "planned", "amount"),
    Column(_("Kosten in euro"), "costs", "amount"),
    Column(_("Ingediend in euro"), "declared", "amount"),
    Column(_("Aanvaard in euro"), "accepted", "amount"),
    Column(_("Verschil in euro"), "difference", "amount"),
]
YEARS_TO_CLAIM = [
    Column(_("Project"), lambda one: one.project.name, url=year_url),
    Column(_("Jaar"), lambda one: str(one.year)),
    Column(_("In te dienen tegen"), "due_on", "date"),
    Column(_("Stand"), due_mark, "mark"),
]
CLAIMS = [
    Column(_("Declaratie"), "title", url=claim_url, note=claim_of),
    Column(_("Stand"), mark_of_claim, "mark"),
    Column(_("Ingediend in euro"), "declared", "amount", note=draft_of),
    Column(_("Aanvaard in euro"), "accepted", "amount"),
]
CLAIM_LINES = [
    Column(_("Kost"), str, url=claim_line_url, note=told_of_line),
    Column(_("Lijn"), "number", "count"),
    Column(_("Datum"), "spent_on", "date"),
    Column(_("Bedrag in euro"), "amount_declared", "amount"),
]
ACCEPTED = [
    Column(
        _("Aanvaard in euro"), "amount_accepted", "amount", note=lambda line: line.control_reason
    )
]
MENTEES = [
    Column(_("Naam"), str, url=mentee_url, note=lambda mentee: spoken(mentee.languages)),
    Column(_("VDAB-nummer"), "vdab_number"),
    Column(_("Woont in"), lambda mentee: f"{mentee.postcode} {mentee.municipality}"),
    Column(_("Nederlands"), "get_dutch_level_display"),
    Column(_("Diploma"), "get_diploma_level_display", narrow=False),
]
STATUS = Column(_("Status"), state_mark, "mark", sort="state")
SINCE = Column(_("Sinds"), "since", "date")


def subgroup(enrolment: Enrolment) -> str:
    code = enrolment.profile_subgroup
    return str(Subgroup(code).label if code else _("nog te bepalen"))


def intake_url(enrolment: Enrolment) -> str:
    return reverse("enrolment_intake", args=[enrolment.pk])


def intake(enrolment: Enrolment) -> str:
    return notation.day(enrolment.intake_on) if enrolment.intake_on else str(_("nog te plannen"))


ENROLMENTS = [
    Column(
        _("Naam"),
        lambda enrolment: enrolment.mentee,
        url=enrolment_url,
        note=lambda enrolment: spoken(enrolment.mentee.languages),
        sort="name",
    ),
    Column(_("Subgroep"), subgroup, narrow=False),
    STATUS,
    Column(_("Project"), lambda enrolment: enrolment.project.name, sort="project"),
    Column(_("Mentor-coach"), "coach", narrow=False),
    Column(
        _("Wacht"),
        lambda enrolment: waiting.wait_in_words(enrolment, periods.today()),
        sort="waiting",
    ),
    Column(_("Volgende stap"), lambda enrolment: waiting.next_step(enrolment, periods.today())),
]
# What a caseload says in a spreadsheet.
ENROLMENTS_ON_A_SHEET = [
    Column(_("Voornaam"), lambda enrolment: enrolment.mentee.first_name),
    Column(_("Naam"), lambda enrolment: enrolment.mentee.last_name),
    Column(_("VDAB-nummer"), lambda enrolment: enrolment.mentee.vdab_number),
    Column(_("Talen"), lambda enrolment: spoken(enrolment.mentee.languages)),
    Column(_("Subgroep"), subgroup),
    Column(_("Status"), "get_state_display"),
    Column(_("Sinds"), "since", "date"),
    Column(
        _("Dagen wachtend"),
        lambda enrolment: waiting.days_waiting(enrolment, periods.today()),
        "count",
    ),
    Column(_("Volgende stap"), lambda enrolment: waiting.next_step(enrolment, periods.today())),
    Column(_("Project"), lambda enrolment: enrolment.project.name),
    Column(_("Mentor-coach"), "coach"),
    Column(_("Ingediend op"), "submitted_on", "date"),
    Column(_("Beslist op"), "decided_on", "date"),
    Column(_("Gestart op"), "started_on", "date"),
    Column(_("Beëindigd op"), "ended_on", "date"),
]
REFERRALS = [
    Column(
        _("Naam"),
        lambda enrolment: enrolment.mentee,
        url=enrolment_url,
        note=lambda enrolment: spoken(enrolment.mentee.languages),
    ),
    Column(_("Project"), lambda enrolment: enrolment.project.name),
    Column(_("Doorverwezen op"), "referred_on", "date"),
    Column(_("Intake"), intake, url=intake_url),
]
ENROLMENTS_OF_MENTEE = [
    Column(_("Project"), lambda enrolment: enrolment.project.name, url=enrolment_url),
    STATUS,
    SINCE,
]


def outcome_url(outcome: Outcome) -> str:
    return reverse("outcome_correct", args=[outcome.pk])


def verify_url(outcome: Outcome) -> str:
    return reverse("outcome_verify", args=[outcome.pk])


def told_of(outcome: Outcome) -> str:
    """Where, and what the two sides noted of it."""
    sector = sectors.label(outcome.sector) if outcome.sector else ""
    found = outcome.verification_note
    vdab = _("VDAB: %(note)s") % {"note": found} if found else ""
    said = [outcome.employer, sector, outcome.note, vdab]
    return ", ".join(str(text) for text in said if text)


def outcomes(url: Callable[[Outcome], str] | None, changed: Numbers) -> list[Column]:
    """What became of an enrolment; `url` is where the reader does something with an outcome, and
    `changed` the definition in force."""
    return [
        Column(_("Uitstroom"), "get_kind_display", url=url, note=told_of),
        Column(_("Begonnen op"), "started_on", "date"),
        Column(_("Geëindigd op"), "ended_on", "date"),
        Column(_("Telt mee"), lambda outcome: standing_mark(outcome, changed), "mark"),
        Column(_("VDAB"), verification_mark, "mark"),
    ]


OUTCOMES = [
    Column(_("Uitstroom"), "get_kind_display"),
    Column(_("Begonnen op"), "started_on", "date"),
    Column(_("Geëindigd op"), "ended_on", "date"),
]
# Rows of `facts.measurements_of`.
MEASUREMENTS = [
    Column(_("Meting"), lambda line: months_after(line.month)),
    Column(_("Gepland op"), "due_on", "date"),
    Column(_("Gedaan op"), "measured_on", "date"),
    Column(_("Resultaat"), "result"),
]


def months_after(months: int) -> str:
    text = ngettext("%(n)s maand na het einde", "%(n)s maanden na het einde", months)
    return text % {"n": months}
