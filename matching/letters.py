"""Mails to people without an account: a link and no name, in the language that they know best."""

from collections.abc import Callable, Sequence

from m2w import notation, periods
from m2w.outbox.reminders import Due, Letter
from matching import services
from matching.choices import Reporter
from matching.meeting_links import is_open, report_url
from matching.meeting_texts import texts
from matching.models import Match
from matching.questionnaires import spoken_best
from matching.survey_links import survey_url
from matching.surveying import Question, ranks
from matching.surveying import due as questions_due


def to_report(dues: Sequence[Due]) -> dict[Due, Letter]:
    """To the mentors of these duos who can be written to and whose link works: was there
    contact?"""
    rows = Match.objects.filter(pk__in={one.about for one in dues}).exclude(mentor__email="")
    related = rows.select_related("mentor", "enrolment__mentee", "enrolment__project__promoter")
    today = periods.today()
    matches = {str(match.pk): match for match in related if is_open(match, today)}
    return {one: asking_to_report(matches[one.about]) for one in dues if one.about in matches}


def asking_to_report(match: Match) -> Letter:
    language = spoken_best(ranks(match.mentor.languages), "", texts())
    words = texts()[language]
    told = {
        "link": report_url(match, Reporter.MENTOR, language=language),
        "promoter": match.enrolment.project.promoter.name,
    }
    return Letter(match.mentor.email, words["mail_subject"], words["mail_text"].format(**told))


def to_answer(code: str) -> Callable[[Sequence[Due]], dict[Due, Letter]]:
    """To the mentors of duos, with a questionnaire; writing the letter invites them."""

    def letters(dues: Sequence[Due]) -> dict[Due, Letter]:
        questions = {
            (str(question.match.pk), question.due_on): question
            for question in questions_due(periods.today(), {code})
        }
        return {one: inviting(questions[one.about, one.since]) for one in dues}

    return letters


def inviting(question: Question) -> Letter:
    survey = services.invite(question, by=None)
    told = {
        "promoter": question.match.enrolment.project.promoter.name,
        "link": survey_url(survey),
        "day": notation.short_day(survey.expires_on or periods.today()),
    }
    mail, language = survey.texts.mail, survey.language
    return Letter(question.email, mail["subject"][language], mail["text"][language].format(**told))
