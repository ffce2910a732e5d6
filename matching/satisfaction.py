"""What those who were asked say together: never what fewer than four of them said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, Sum

from matching.choices import Moment, QuestionnaireCode
from matching.models import Survey, SurveyAnswer
from matching.questionnaires import in_force
from matching.survey_moments import PLAN
from programmes.models import Project

# Nothing is calculated from fewer answers (domain.md 8).
LEAST = 4
MOMENTS: Mapping[str, tuple[Moment, ...]] = {
    **PLAN,
    QuestionnaireCode.EMPLOYER_GOALS: (Moment.THREE_MONTHS,),
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said of one question at one moment: the mean on its scale, none of too few."""

    answers: int
    mean: Fraction | None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """One questionnaire in one project: how many were asked and answered, and per question
    (text, per moment) what they say together."""

    questionnaire: str
    asked: int
    answered: int
    items: Mapping[str, Mapping[str, Opinion]]


def satisfaction(project: Project, on: date) -> Iterator[Satisfaction]:
    """What was answered about a project by a day, up to and including it; a questionnaire that
    nobody was asked yet stays away.

    The items are those of the version in force on the day.
    """
    rows = Survey.objects.filter(match__enrolment__project=project, due_on__lte=on)
    answered = Count("pk", filter=Q(answered_on__lte=on))
    asked = rows.order_by().values("questionnaire").annotate(n=Count("pk"), answered=answered)
    counts = {row["questionnaire"]: row for row in asked}
    said = opinions(project, on)
    for code in MOMENTS:
        if row := counts.get(code):
            yield Satisfaction(code, row["n"], row["answered"], by_item(code, on, said))


def by_item(
    code: str, on: date, said: Mapping[tuple[str, str, str], Opinion]
) -> dict[str, dict[str, Opinion]]:
    nothing = Opinion(0, None)
    return {
        item.code: {
            moment: said.get((code, moment, item.code), nothing) for moment in MOMENTS[code]
        }
        for item in in_force(code, on).items
    }


def opinions(project: Project, on: date) -> dict[tuple[str, str, str], Opinion]:
    """Per questionnaire, moment and item."""
    rows = SurveyAnswer.objects.filter(
        survey__match__enrolment__project=project, survey__answered_on__lte=on
    )
    keys = ("survey__questionnaire", "survey__moment", "item")
    summed = rows.order_by().values(*keys).annotate(n=Count("pk"), total=Sum("value"))
    return {
        (code, moment, item): Opinion(n, Fraction(total, n) if n >= LEAST else None)
        for code, moment, item, n, total in summed.values_list(*keys, "n", "total")
    }
