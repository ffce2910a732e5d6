"""What the page of one call, project, mentee or enrolment says of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w import notation, periods, wording
from m2w.details import Fact, Step, Text
from m2w.reference import provinces, sectors
from programmes.choices import Subgroup
from programmes.columns import call_url, last_day, project_url, subgroups
from programmes.eligibility import Result
from programmes.eligibility_texts import CRITERION_LABELS, sentence
from programmes.marks import mark_of_state
from programmes.measuring import Line, moments
from programmes.models import (
    Call,
    Enrolment,
    Mentee,
    OutflowDefinition,
    Project,
    Screening,
    StatusChange,
)
from programmes.outflow import TERMS


def months(n: int) -> str:
    return ngettext("%(n)s maand", "%(n)s maanden", n) % {"n": n}


def of_call(call: Call) -> list[Fact]:
    return [
        Fact(_("Budget"), notation.euro(call.budget)),
        Fact(
            _("Looptijd"),
            months(call.initial_months),
            _("verlenging %(months)s") % {"months": months(call.extension_months)},
        ),
        Fact(
            _("Hoogste niveau Nederlands"),
            call.max_dutch_level,
            _("met of zonder attest") if call.max_level_may_be_attested else _("zonder attest"),
        ),
        Fact(_("Gemeenschappelijke taal"), _("vanaf %s") % call.min_shared_language_level),
        Fact(
            _("Uren per jaar van een voltijdse"),
            "" if call.yearly_hours_norm is None else notation.number(call.yearly_hours_norm),
        ),
        Fact(
            _("Overhead op personeel"),
            "" if call.overhead_pct is None else notation.percent(call.overhead_pct, 2),
        ),
        Fact(_("Open vanaf"), notation.day(call.opens_on)),
        Fact(_("Tot en met"), notation.day(call.closes_on) if call.closes_on else ""),
    ]


def definitions_of(call: Call) -> list[OutflowDefinition]:
    """Every version of what counts as outflow in a call; the first is that of the call itself."""
    first = OutflowDefinition(
        version=1, valid_from=call.opens_on, **{name: getattr(call, name) for name in TERMS}
    )
    return [first, *call.outflow_definitions.all()]


def of_project(project: Project) -> list[Fact]:
    lot = project.lot
    return [
        Fact(_("Promotor"), project.promoter.name),
        Fact(_("Oproep"), lot.call.reference, lot.call.title, call_url(lot.call)),
        Fact(_("Perceel"), str(lot), wording.province_names(lot.provinces)),
        Fact(_("Subgroepen"), subgroups(lot)),
        Fact(_("Eerste dag"), notation.day(project.starts_on)),
        Fact(
            _("Laatste dag"),
            notation.day(last_day(project)),
            _("na verlenging") if last_day(project) != project.ends_on else "",
        ),
        Fact(_("Verwachte duur"), months(project.expected_duration_months)),
        Fact(_("Contactritme"), _("om de %(days)s dagen") % {"days": project.contact_every_days}),
    ]


def of_mentee(mentee: Mentee) -> list[Fact]:
    on = periods.today()
    province = provinces.province_of(mentee.postcode, on) or provinces.OUTSIDE
    return [
        Fact(
            _("Leeftijd"),
            _("%(age)s jaar") % {"age": periods.age_on(mentee.birth_date, on)},
            notation.day(mentee.birth_date),
        ),
        Fact(
            _("Woont in"),
            f"{mentee.postcode} {mentee.municipality}",
            provinces.label(province),
        ),
        Fact(_("Nationaliteit"), wording.nationality(mentee.nationality)),
        Fact(
            _("Jobdoelwit"),
            mentee.job_target,
            str(sectors.LABELS[mentee.sector]) if mentee.sector else "",
        ),
        Fact(
            _("Talen"),
            wording.spoken(mentee.languages),
            _("thuis %s") % wording.language(mentee.home_language) if mentee.home_language else "",
        ),
        Fact(
            _("Nederlands"),
            mentee.get_dutch_level_display(),
            _("attest: %s") % mentee.get_dutch_attested_display(),
        ),
        Fact(
            _("Diploma"),
            mentee.get_diploma_level_display(),
            wording.nationality(mentee.diploma_country),
        ),
        Fact(_("Uitkeringsgerechtigd"), mentee.get_benefit_entitled_display()),
    ]


def of_enrolment(enrolment: Enrolment) -> list[Fact]:
    """For which project, who follows it, and how far it is."""
    decided = enrolment.get_decision_display()
    return [
        Fact(_("Project"), enrolment.project.name, url=project_url(enrolment.project)),
        Fact(_("Mentor-coach"), str(enrolment.coach or "")),
        Fact(_("Ingediend op"), day_of(enrolment.submitted_on)),
        Fact(_("Beslist op"), day_of(enrolment.decided_on), decided),
    ]


def day_of(day: date | None) -> str:
    return notation.day(day) if day else ""


def of_profile(enrolment: Enrolment) -> list[Fact]:
    """The profile as it was frozen; nothing before the submission."""
    if enrolment.submitted_on is None:
        return []
    return [
        Fact(_("Subgroep"), Subgroup(enrolment.profile_subgroup).label),
        Fact(_("Leeftijd"), _("%(age)s jaar") % {"age": enrolment.profile_age}),
        Fact(_("Nationaliteit"), wording.nationality(enrolment.profile_nationality)),
        Fact(_("Provincie"), provinces.label(enrolment.profile_province)),
        Fact(_("Diploma"), enrolment.get_profile_diploma_level_display()),
        Fact(_("Nederlands"), enrolment.get_profile_dutch_level_display()),
        Fact(_("Uitkeringsgerechtigd"), enrolment.get_profile_benefit_entitled_display()),
    ]


def steps_of(enrolments: Iterable[Enrolment]) -> Iterator[Step]:
    """The lives of these enrolments so far."""
    known = {enrolment.pk: enrolment for enrolment in enrolments}
    changes = StatusChange.objects.filter(enrolment__in=known).select_related("by")
    for change in changes.order_by("-on", "-pk"):
        by = _("door %s") % change.by if change.by else ""
        project = known[change.enrolment_id].project.name if len(known) > 1 else ""
        yield Step(mark_of_state(change.target), change.on, ", ".join(filter(None, [by, project])))


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of a screening in words, with the sign of its result."""

    label: Text
    word: Text
    icon: str
    css: str
    sentence: Text


RESULTS: dict[str, tuple[Text, str, str]] = {
    Result.MET: (gettext_lazy("voldaan"), "check", "is-met"),
    Result.NOT_MET: (gettext_lazy("niet voldaan"), "cross", "is-not"),
    Result.UNKNOWN: (gettext_lazy("niet gekend"), "ask-b", "is-unknown"),
}


def criteria_of(screening: Screening) -> list[CriterionLine]:
    return [
        CriterionLine(
            CRITERION_LABELS[criterion["code"]],
            *RESULTS[criterion["result"]],
            sentence(criterion["reason"]),
        )
        for criterion in screening.criteria
    ]


def of_closing(enrolment: Enrolment) -> list[Fact]:
    """How it was closed, for the promoter; nothing before the end."""
    if enrolment.ended_on is None:
        return []
    return [
        Fact(_("Beëindigd op"), day_of(enrolment.ended_on), enrolment.get_end_reason_display()),
        Fact(_("Slotgesprek"), day_of(enrolment.closing_interview_on), enrolment.closing_note),
    ]


def measurements_of(enrolment: Enrolment) -> list[Line]:
    """The measurements planned after the end, each with what became of it."""
    if enrolment.ended_on is None:
        return []
    done = {one.month: one for one in enrolment.measurements.all()}
    planned = moments(enrolment.ended_on, enrolment.project.lot.call.outflow_horizon_months)
    return [
        Line(
            moment.month,
            moment.due_on,
            done[moment.month].measured_on if moment.month in done else None,
            str(done[moment.month].get_result_display()) if moment.month in done else "",
        )
        for moment in planned
    ]
