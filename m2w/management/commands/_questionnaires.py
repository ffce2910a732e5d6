"""What a data package does not tell: what mentees, mentors and employers answered."""

from collections.abc import Iterator
from datetime import timedelta

from m2w import periods
from matching.choices import AnswerChannel, Moment
from matching.models import Match, Survey, SurveyAnswer
from matching.survey_moments import employer_asked_on, planned
from matching.surveying import EMPLOYER, RELATED, Question, hirings

SILENT = 5  # one in so many was asked and did not answer
STEADY = 4  # one in so many answers at the end as at the start
LATELY = timedelta(days=21)  # what became due since then is still to be asked
ANSWERED_AFTER = timedelta(days=3)
BATCH = 500
DUOS = 600  # enough for every figure, also of the large data


def add_answers() -> None:
    """Give duos the answers to what was due, the same every time."""
    asked = list(surveys())
    Survey.objects.bulk_create((survey for survey, _question in asked), BATCH)
    answered = [pair for pair in asked if pair[0].answered_on]
    SurveyAnswer.objects.bulk_create(answers(answered), BATCH)


def surveys() -> Iterator[tuple[Survey, Question]]:
    until = periods.today() - LATELY
    due = (question for question in questions() if question.due_on <= until)
    for n, question in enumerate(due, start=1):
        yield asked_of(question, n), question


def questions() -> Iterator[Question]:
    """What is asked of the last duos that started, and of the employers of their mentees."""
    latest = Match.objects.select_related(*RELATED).order_by("-started_on", "-code")[:DUOS]
    duos = list(reversed(latest))
    for match in duos:
        for one in planned(match.started_on, match.planned_end_on, match.ended_on):
            yield Question(match, one.questionnaire, one.moment, one.due_on)
    last = {match.enrolment_id: match for match in duos}
    for outcome in hirings().filter(enrolment__in=last):
        if day := employer_asked_on(outcome.started_on, outcome.ended_on):
            match = last[outcome.enrolment_id]
            yield Question(match, EMPLOYER, Moment.THREE_MONTHS, day, outcome)


def asked_of(question: Question, n: int) -> Survey:
    survey = Survey(
        code=f"survey-{n}",
        match=question.match,
        outcome=question.outcome,
        questionnaire=question.questionnaire,
        version_from=question.texts.valid_from,
        respondent=question.respondent,
        moment=question.moment,
        due_on=question.due_on,
        language=question.language,
        expires_on=question.due_on + LATELY,
    )
    if n % SILENT:
        survey.answered_on = question.due_on + ANSWERED_AFTER
        survey.channel = AnswerChannel.LINK if n % 2 else AnswerChannel.PAPER
    return survey


def answers(asked: list[tuple[Survey, Question]]) -> Iterator[SurveyAnswer]:
    """Mostly content, and most of them a little more so at the end."""
    for n, (survey, question) in enumerate(asked):
        better = question.moment == Moment.END and n % STEADY > 0
        for place, item in enumerate(question.texts.items):
            top = max(item.scale)
            lower = (n + place) % 3 - better
            yield SurveyAnswer(survey=survey, item=item.code, value=min(top, max(1, top - lower)))
