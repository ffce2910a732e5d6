"""Questionnaires: answered by a link without an account, and seen to by coach and coordinator."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from m2w import notation, periods, qr
from m2w.audit.reading import OPENED, shows
from m2w.details import StepLink
from m2w.forms import ActForm
from m2w.marks import Mark
from m2w.pages import Crumbs, DetailPage, visible_rows
from m2w.refusals import Refused
from matching.choices import QuestionnaireCode, Standing
from matching.columns import match_url
from matching.forms.questionnaires import InviteForm, KeyInForm, SurveyForm
from matching.models import Match, Survey
from matching.questionnaires import DUTCH, Questionnaire, direction, in_force
from matching.satisfaction import satisfaction
from matching.satisfaction_tables import table_of
from matching.services import answer_survey
from matching.survey_links import LANGUAGE, survey_of, survey_url
from matching.surveying import RELATED, Question, question_at, questions_of, standing
from matching.views.acts import FileAct
from programmes.columns import project_url
from programmes.models import Project

# Without an account -------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: HttpRequest, token: str) -> HttpResponse:
    """The questions that a link opens, for anyone; once answered it says so."""
    too_many = consume_or_429(request, action="survey")
    if too_many:
        return too_many
    survey = survey_of(token)
    if survey is None:
        return gone(request)
    texts, language = survey.texts, language_of(request, survey)
    if survey.answered_on is not None:
        return show_survey(request, survey, language)
    form = SurveyForm(request.POST or None, texts=texts, language=language)
    if request.method == "POST" and form.is_valid():
        # Sent twice: the first one is kept, and this page says so.
        with suppress(Refused):
            answer_survey(survey, form.cleaned_data, language=language)
        return redirect(f"{request.path}?{LANGUAGE}={language}")
    return show_survey(request, survey, language, form)


def language_of(request: HttpRequest, survey: Survey) -> str:
    """The language asked for, else that of the link. Raises BadRequest for one it is not in."""
    language = request.GET.get(LANGUAGE, survey.language)
    if language not in survey.texts.languages:
        raise BadRequest(gettext("In deze taal is er geen vragenlijst."))
    return language


def show_survey(
    request: HttpRequest, survey: Survey, language: str, form: SurveyForm | None = None
) -> HttpResponse:
    texts = survey.texts
    context = said(texts, language, survey.match.enrolment.project.promoter.name, survey) | {
        "heading": texts.title[language] if form else texts.say("thanks", language),
        "languages": texts.languages.items(),
        "form": form,
        "switch": LANGUAGE,
    }
    return render(request, "matching/survey.html", context)


def said(
    texts: Questionnaire, language: str, promoter: str, survey: Survey | None = None
) -> dict[str, Any]:
    """The words around the questions in one language."""
    expires_on = survey.expires_on if survey else None
    day = f"{expires_on:%d/%m/%Y}" if expires_on else ""
    names = {"promoter": promoter, "day": day}
    words = {word: texts.say(word, language).format_map(names) for word in texts.words}
    return {
        "shown": language,
        "direction": direction(language),
        "intro": texts.intro[language],
        "say": words,
    }


def gone(request: HttpRequest) -> HttpResponse:
    """One page for every link that does not work: it tells nothing of why, in every language."""
    texts = in_force(QuestionnaireCode.MENTEE_SATISFACTION, periods.today())
    first, *others = [(code, direction(code), texts.say("gone", code)) for code in texts.languages]
    context = {
        "heading": first[2],
        "others": others,
        "shown": DUTCH,
        "direction": direction(DUTCH),
        "say": {word: texts.say(word, DUTCH) for word in ("languages", "privacy")},
    }
    return render(request, "matching/survey_gone.html", context, status=404)


# Of one duo ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page of its duo: how it stands, its link while that works, what can be
    done."""

    question: Question
    mark: Mark
    link: str
    qr: str
    acts: list[StepLink]


class MatchSurveys(DetailPage):
    """Everything that is asked about one duo; what was answered stands nowhere."""

    model = Match
    template_name = "matching/surveys.html"
    list_name = _("Duo’s")
    list_view = "matches"
    related = [*RELATED, "coach__user"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        match = self.object
        context = super().get_context_data(**kwargs)
        return context | {
            "heading": gettext("Bevragingen"),
            "lead": str(match),
            "crumbs": [*context["crumbs"], (str(match), match_url(match))],
            "asked": [asked(question) for question in questions_of(match)],
        }


def asked(question: Question) -> Asked:
    survey, today = question.survey, periods.today()
    link = survey_url(survey) if survey and survey.is_open(today) else ""
    drawing = qr.drawing(link, _("QR-code van deze vragenlijst")) if link else ""
    return Asked(question, mark_of(question), link, drawing, acts_on(question))


def mark_of(question: Question) -> Mark:
    survey = question.survey
    match standing(question, periods.today()):
        case Standing.ANSWERED if survey and survey.answered_on:
            told = {"day": notation.day(survey.answered_on), "how": survey.get_channel_display()}
            return Mark(gettext("ingevuld op %(day)s, %(how)s") % told, "check-c", "ok")
        case Standing.ASKED if survey and survey.expires_on:
            day = {"day": notation.day(survey.expires_on)}
            return Mark(gettext("gevraagd, link werkt tot en met %(day)s") % day, "clock", "info")
        case Standing.PLANNED:
            day = {"day": notation.day(question.due_on)}
            return Mark(gettext("gepland op %(day)s") % day, "ring")
        case Standing.DUE:
            return Mark(gettext("nu te vragen"), "warn", "wait")
    return Mark(gettext("niet ingevuld"), "minus-c")


def acts_on(question: Question) -> list[StepLink]:
    """What can be done now; nothing before its day, or once it is answered."""
    survey = question.survey
    if question.due_on > periods.today() or (survey and survey.answered_on):
        return []
    at = [question.match.pk, question.slot]
    label = gettext("Nieuwe link") if survey and survey.expires_on else gettext("Link maken")
    return [
        StepLink(label, reverse("survey_invite", args=at), danger=False),
        StepLink(gettext("Op papier"), reverse("survey_paper", args=at), danger=False),
        StepLink(gettext("Antwoorden overtypen"), reverse("survey_key_in", args=at), danger=False),
    ]


class SurveyAct(FileAct):
    """Something that is done with one question of a duo."""

    model = Match
    page = "match_surveys"
    related = RELATED

    def question(self, match: Match) -> Question:
        return question_or_404(match, self.kwargs["slot"])

    def form(self, obj: Match, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=self.question(obj))

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self, obj: Match) -> Crumbs:
        return crumbs_to(obj)

    def told(self, obj: Match) -> dict[str, Any]:
        question = self.question(obj)
        return super().told(obj) | {
            "lead": f"{obj}: {question.label}, {question.when}",
            "why_not": "" if acts_on(question) else str(mark_of(question).label).capitalize(),
        }


class InviteToSurvey(SurveyAct):
    form_class = InviteForm
    heading = _("Link maken")


class KeyInSurvey(SurveyAct):
    form_class = KeyInForm
    heading = _("Antwoorden overtypen")


def question_or_404(match: Match, slot: str) -> Question:
    question = question_at(match, slot)
    if question is None:
        raise Http404
    return question


def crumbs_to(match: Match) -> Crumbs:
    return [
        (_("Duo’s"), reverse("matches")),
        (str(match), match_url(match)),
        (_("Bevragingen"), reverse("match_surveys", args=[match.pk])),
    ]


@require_safe
def on_paper(request: HttpRequest, pk: Any, slot: str) -> HttpResponse:
    """The questions on a sheet, in the language that suits or another one."""
    match = get_object_or_404(visible_rows(Match, request).select_related(*RELATED), pk=pk)
    question = question_or_404(match, slot)
    shows(request, [match], OPENED)
    texts = question.texts
    language = request.GET.get(LANGUAGE, question.language)
    if language not in texts.languages:
        raise BadRequest(gettext("In deze taal is er geen vragenlijst."))
    items = [
        (item.text[language], [answer[language] for answer in item.scale.values()])
        for item in texts.items
    ]
    context = said(texts, language, match.enrolment.project.promoter.name) | {
        "heading": gettext("Vragenlijst op papier"),
        "lead": f"{match}: {question.label}, {question.when}",
        "crumbs": crumbs_to(match),
        "title": texts.title[language],
        "items": items,
        "languages": texts.languages.items(),
        "switch": LANGUAGE,
    }
    return render(request, "matching/survey_paper.html", context)


# Of a project -------------------------------------------------------------------------------


class ProjectSatisfaction(DetailPage):
    """What mentees, mentors and employers say together of one project."""

    model = Project
    template_name = "matching/satisfaction.html"
    list_name = _("Projecten")
    list_view = "projects"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project = self.object
        context = super().get_context_data(**kwargs)
        found = satisfaction(project, periods.today())
        return context | {
            "heading": gettext("Tevredenheid"),
            "lead": project.name,
            "crumbs": [*context["crumbs"], (project.name, project_url(project))],
            "tables": [table_of(one, periods.today()) for one in found],
        }
