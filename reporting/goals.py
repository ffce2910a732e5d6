"""The figures of the two other goals of question 479: stronger mentors, inclusive employers.

Each is a constant number of queries, whatever the number of rows, and gives plain values.
"""

from collections import defaultdict
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value

from m2w.expressions import AddMonths
from matching.choices import Moment, QuestionnaireCode
from matching.models import SurveyAnswer
from matching.survey_moments import EMPLOYER_MONTHS, WOULD_AGAIN
from programmes import outflow
from programmes.choices import EMPLOYED_KINDS
from programmes.models import Outcome
from reporting.selection import Selection

GOALS = (
    *("mentors_measured", "mentors_grown"),
    *("employers", "employers_measured", "employers_would_again"),
)


def goals_per_project(selection: Selection) -> dict[str, dict[str, int]]:
    """Duos whose mentor was measured at start and end, and of those who grew; hirings that lasted
    three months, of those the employers who answered, and who would hire again."""
    counts = {project.code: dict.fromkeys(GOALS, 0) for project in selection.projects}
    for project, start, end in mentors_measured(selection):
        counts[project]["mentors_measured"] += 1
        counts[project]["mentors_grown"] += end > start
    for project, n, measured, again in hirings_answered(selection):
        counts[project] |= {
            "employers": n,
            "employers_measured": measured,
            "employers_would_again": again,
        }
    return counts


def mentors_measured(selection: Selection) -> list[tuple[str, Fraction, Fraction]]:
    """(project, mean at the start, mean at the end) of each duo measured twice by the day."""
    means = means_of_mentors(selection)
    return [(project, start, end) for (project, _match), (start, end) in means.items()]


def means_of_mentors(selection: Selection) -> dict[tuple[str, UUID], tuple[Fraction, Fraction]]:
    """By (project, duo) the mentor's mean at the start and at the end, where both are known."""
    answers = SurveyAnswer.objects.filter(
        survey__match__in=selection.matches.values("pk"),
        survey__questionnaire=QuestionnaireCode.MENTOR_GOALS,
        survey__answered_on__lte=selection.as_of,
    )
    of_duo = ("survey__match__enrolment__project__code", "survey__match")
    summed = answers.order_by().values(*of_duo, "survey__moment")
    found: dict[tuple[str, UUID], dict[str, Fraction]] = defaultdict(dict)
    for project, match, moment, total, n in summed.annotate(
        total=Sum("value"), n=Count("pk")
    ).values_list(*of_duo, "survey__moment", "total", "n"):
        found[project, match][moment] = Fraction(total, n)
    return {
        duo: (means[Moment.START], means[Moment.END])
        for duo, means in found.items()
        if {Moment.START, Moment.END} <= means.keys()
    }


def hirings_answered(selection: Selection) -> list[tuple[str, int, int, int]]:
    """(project, hirings that lasted three months, answered by the employer, would hire again)."""
    answered = Q(surveys__answered_on__lte=selection.as_of)
    again = SurveyAnswer.objects.filter(
        survey=OuterRef("surveys"), item=WOULD_AGAIN.item, value=WOULD_AGAIN.value
    )
    counted = lasting_hirings(selection).order_by().values("enrolment__project__code")
    return list(
        counted.annotate(
            n=Count("pk"),
            measured=Count("pk", filter=answered),
            again=Count("pk", filter=answered & Q(Exists(again))),
        ).values_list("enrolment__project__code", "n", "measured", "again")
    )


def lasting_hirings(selection: Selection) -> QuerySet[Outcome]:
    """Work for an employer that counts by the definition of the day (domain.md 6), and that went
    on for three months by then."""
    as_of, full_on = selection.as_of, AddMonths(F("started_on"), Value(EMPLOYER_MONTHS))
    still_open = Q(ended_on__isnull=True) | Q(ended_on__gt=as_of)
    enrolments = outflow.with_terms(selection.enrolments, selection.numbers)
    counting = enrolments.filter(
        still_open | Q(horizon_end__gte=OuterRef("started_on")),
        pk=OuterRef("enrolment"),
        started_on__lte=OuterRef("started_on"),
    )
    return (
        Outcome.objects.filter(Exists(counting), kind__in=EMPLOYED_KINDS)
        .alias(full_on=full_on)
        .filter(still_open | Q(ended_on__gte=F("full_on")), full_on__lte=as_of)
    )
