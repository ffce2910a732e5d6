"""What is to be asked of whom: of one duo for its page, of all that is due for the reminders."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Prefetch, Q, QuerySet, Value

from m2w.expressions import AddMonths
from m2w.reference.levels import DUTCH_RANK, reaches
from matching.choices import Moment, QuestionnaireCode, Respondent, Standing
from matching.models import Match, Survey
from matching.questionnaires import Questionnaire, in_force, spoken_best
from matching.survey_moments import (
    EMPLOYER_MONTHS,
    PLAN,
    RESPONDENTS,
    WINDOW,
    employer_asked_on,
    is_due,
    planned,
)
from programmes.choices import EMPLOYED_KINDS, Verification
from programmes.models import Outcome

# Who reads a language at this level can follow plain questions [choice].
READS_FROM = "A2"
EMPLOYER = QuestionnaireCode.EMPLOYER_GOALS


@dataclass(frozen=True, slots=True)
class Question:
    """One questionnaire at one moment of a duo, asked or not; `outcome` is what an employer
    answers about."""

    match: Match
    questionnaire: str
    moment: str
    due_on: date
    outcome: Outcome | None = None
    survey: Survey | None = None

    @property
    def slot(self) -> str:
        """Its place in the plan of its duo, for an address."""
        return f"{self.questionnaire}.{self.outcome.pk if self.outcome else self.moment}"

    @property
    def texts(self) -> Questionnaire:
        """The version that was asked, or is to be."""
        return self.survey.texts if self.survey else in_force(self.questionnaire, self.due_on)

    @property
    def respondent(self) -> Respondent:
        return RESPONDENTS[self.questionnaire]

    @property
    def label(self) -> str:
        return str(QuestionnaireCode(self.questionnaire).label)

    @property
    def when(self) -> str:
        return str(Moment(self.moment).label)

    @property
    def email(self) -> str:
        """Where a link can be sent: mentees and employers have no address here."""
        return self.match.mentor.email if self.respondent == Respondent.MENTOR else ""

    @property
    def language(self) -> str:
        """In which language it is best asked."""
        offered = self.texts.languages
        if self.respondent == Respondent.EMPLOYER:
            return spoken_best({}, "", offered)
        if self.respondent == Respondent.MENTOR:
            return spoken_best(ranks(self.match.mentor.languages), "", offered)
        mentee = self.match.enrolment.mentee
        return spoken_best(ranks(mentee.languages), mentee.home_language, offered)


def ranks(levels: dict[str, str]) -> dict[str, int]:
    """How well someone knows the languages that they can follow a plain text in."""
    return {code: DUTCH_RANK[level] for code, level in levels.items() if reaches(level, READS_FROM)}


def standing(question: Question, on: date) -> Standing:
    """How one question of a duo stands on a day."""
    survey = question.survey
    if survey and survey.answered_on:
        return Standing.ANSWERED
    if survey and survey.is_open(on):
        return Standing.ASKED
    if question.due_on > on:
        return Standing.PLANNED
    return Standing.MISSED if survey or not is_due(question.due_on, on) else Standing.DUE


def questions_of(match: Match) -> list[Question]:
    """Everything that is asked about one duo, in the order of the days."""
    asked = list(match.surveys.select_related("outcome"))
    of_duo = {(one.questionnaire, one.moment): one for one in asked if one.outcome_id is None}
    of_employer = {one.outcome_id: one for one in asked if one.outcome_id}
    plan = planned(match.started_on, match.planned_end_on, match.ended_on)
    found = [
        Question(
            match,
            one.questionnaire,
            one.moment,
            one.due_on,
            survey=of_duo.get((one.questionnaire, one.moment)),
        )
        for one in plan
    ]
    found += [
        Question(match, EMPLOYER, Moment.THREE_MONTHS, day, outcome, of_employer.get(outcome.pk))
        for outcome, day in employers_of(match)
    ]
    return sorted(found, key=lambda one: (one.due_on, one.slot))


def employers_of(match: Match) -> Iterator[tuple[Outcome, date]]:
    """The employers to ask about the last duo of an enrolment, each with the day."""
    last = match.enrolment.matches.aggregate(last=Max("started_on"))["last"]
    if match.started_on != last:
        return
    for outcome in hirings().filter(enrolment=match.enrolment_id):
        if day := employer_asked_on(outcome.started_on, outcome.ended_on):
            yield outcome, day


def hirings() -> QuerySet[Outcome]:
    """Work for an employer that counts, unless VDAB did not find it (domain.md 6)."""
    horizon = F("enrolment__project__lot__call__outflow_horizon_months")
    rows = Outcome.objects.in_use().filter(
        kind__in=EMPLOYED_KINDS, started_on__gte=F("enrolment__started_on")
    )
    in_time = Q(enrolment__ended_on__isnull=True) | Q(
        started_on__lte=AddMonths(F("enrolment__ended_on"), horizon)
    )
    return (
        rows.filter(in_time)
        .exclude(verification=Verification.NOT_FOUND)
        .order_by("started_on", "code")
    )


def question_at(match: Match, slot: str) -> Question | None:
    """What stands at a place in the plan of a duo; None when nothing does."""
    return next((one for one in questions_of(match) if one.slot == slot), None)


RELATED = ("enrolment__mentee", "enrolment__project__promoter", "mentor")


def due(on: date, codes: Collection[str] = frozenset(QuestionnaireCode)) -> Iterator[Question]:
    """Whom to ask something on a day, who was not asked yet: for those who send the links. `codes`
    are the questionnaires.

    Nothing of files that are closed, nor of promoters who may open none. What is due takes the
    time, not how many duos there are. With `services.invite` it is asked, and due no more.
    """
    asked = [(code, moment) for code in PLAN if code in codes for moment in PLAN[code]]
    for code, moment in asked:
        rows: Any = Match.objects.to_ask(code, moment, on).select_related(*RELATED)
        for match in permitted(rows.order_by("asked_on", "code")):
            yield Question(match, code, moment, match.asked_on)
    if EMPLOYER in codes:
        yield from employers_due(on)


def permitted(matches: Iterable[Any]) -> Iterator[Any]:
    return (one for one in matches if one.enrolment.project.promoter.may_open_files)


def employers_due(on: date) -> Iterator[Question]:
    rows: Any = hirings().filter(surveys__isnull=True)
    asked_on = AddMonths(F("started_on"), Value(EMPLOYER_MONTHS))
    rows = rows.annotate(asked_on=asked_on).filter(asked_on__lte=on, asked_on__gt=on - WINDOW)
    duos = Match.objects.in_use().select_related(*RELATED).order_by("-started_on", "code")
    for outcome in rows.prefetch_related(Prefetch("enrolment__matches", duos, to_attr="duos")):
        day = employer_asked_on(outcome.started_on, outcome.ended_on)
        matches = list(permitted(outcome.enrolment.duos[:1]))
        if day and is_due(day, on) and matches:
            yield Question(matches[0], EMPLOYER, Moment.THREE_MONTHS, day, outcome)
