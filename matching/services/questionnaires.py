"""Asking duos and employers how it goes, and keeping what they answer."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import locked
from matching.access import SURVEYS
from matching.choices import AnswerChannel
from matching.models import Match, Survey, SurveyAnswer
from matching.questionnaires import in_force
from matching.survey_moments import LINK_DAYS
from matching.surveying import Question


@transaction.atomic
def invite(question: Question, *, by: User | None, language: str = "") -> Survey:
    """Ask something of someone by a link, from now for 30 days; asked again, the earlier link
    stops working. `by` is nobody when it is the reminders that ask.

    Without a language, in the one they know best. Raises PermissionDenied, ValidationError for a
    language it is not in, and Refused: not_due, answered, already_asked.
    """
    survey = survey_for(question, by=by)
    offered = survey.texts.languages
    survey.language = require_choice(language or question.language, offered, "language")
    survey.expires_on = periods.today() + timedelta(days=LINK_DAYS)
    if not survey._state.adding:
        survey.generation += 1
    remember(survey, by)
    save(survey)
    record("survey.asked", by=by, about=survey)
    return survey


@transaction.atomic
def key_in(question: Question, answers: Mapping[str, int], *, by: User) -> Survey:
    """Keep what someone answered on paper. Raises as `invite`, and ValidationError at the items
    without an answer of their scale."""
    require_role(by, SURVEYS)
    survey = survey_for(question, by=by)
    survey.entered_by = by
    return keep_answers(survey, answers, AnswerChannel.PAPER, by=by)


@transaction.atomic
def answer_survey(survey: Survey, answers: Mapping[str, int], *, language: str) -> Survey:
    """Keep what someone answered by their link, once.

    Raises ValidationError at the items without an answer of their scale, and Refused(answered).
    """
    found = Survey.objects.select_for_update(no_key=True, of=("self",)).get(pk=survey.pk)
    require_unanswered(found)
    found.language = require_choice(language, found.texts.languages, "language")
    return keep_answers(found, answers, AnswerChannel.LINK, by=None)


def survey_for(question: Question, *, by: User | None) -> Survey:
    """The row of a question, held, or a new one. Raises as `invite`."""
    hold_duo(question.match, by=by)
    if question.due_on > periods.today():
        day = {"day": notation.day(question.due_on)}
        raise Refused("not_due", _("Dit wordt pas gevraagd op %(day)s.") % day)
    known = Survey.objects.select_for_update(no_key=True, of=("self",)).filter(
        match=question.match,
        questionnaire=question.questionnaire,
        moment=question.moment,
        outcome=question.outcome,
    )
    if survey := known.first():
        require_unanswered(survey)
        return survey
    return Survey(
        match=question.match,
        outcome=question.outcome,
        questionnaire=question.questionnaire,
        version_from=in_force(question.questionnaire, question.due_on).valid_from,
        respondent=question.respondent,
        moment=question.moment,
        due_on=question.due_on,
    )


def hold_duo(match: Match, *, by: User | None) -> None:
    """One at a time for each duo. Raises PermissionDenied for whose duo it is not."""
    if by is not None:
        require_role(by, SURVEYS)
        locked(Match.objects.editable_by(by), match)
    elif (
        not Match.objects.in_use().select_for_update(no_key=True, of=("self",)).filter(pk=match.pk)
    ):
        raise PermissionDenied


def require_unanswered(survey: Survey) -> None:
    if survey.answered_on is not None:
        raise Refused("answered", _("Deze vragenlijst is al ingevuld."))


def keep_answers(
    survey: Survey, answers: Mapping[str, int], channel: AnswerChannel, *, by: User | None
) -> Survey:
    items = survey.texts.items
    wrong = answers.keys() - {item.code for item in items}
    wrong |= {item.code for item in items if answers.get(item.code) not in item.scale}
    if wrong:
        raise ValidationError({code: [_("Kies een antwoord.")] for code in sorted(wrong)})
    survey.answered_on, survey.channel = periods.today(), channel
    remember(survey, by)
    save(survey)
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(survey=survey, item=item.code, value=answers[item.code]) for item in items
    )
    record("survey.answered", by=by, about=survey, details={"channel": channel.value})
    return survey
