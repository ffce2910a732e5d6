"""Questionnaires that were asked, and what was answered."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from matching.choices import AnswerChannel, Moment, QuestionnaireCode, Respondent
from matching.models.duos import Match
from matching.querysets import SurveyQuerySet
from matching.questionnaires import DUTCH, Questionnaire, version_of
from programmes.models import Outcome

HIGHEST_ANSWER = 5


class Survey(BaseModel):
    """One questionnaire asked of one person at one moment of a duo: by a link, or on paper.

    An employer answers about the work that `outcome` tells of. Links of an earlier `generation`
    were replaced by a newer one; none works after `expires_on`. What was answered is on the rows
    of `SurveyAnswer`, which nobody reads by themselves.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="surveys")
    outcome = models.ForeignKey(
        Outcome, models.CASCADE, null=True, blank=True, related_name="surveys"
    )
    questionnaire = models.CharField(_("vragenlijst"), max_length=19, choices=QuestionnaireCode)
    # The version of the texts: the day from which they are valid.
    version_from = models.DateField(_("versie van"))
    respondent = models.CharField(_("wie antwoordt"), max_length=8, choices=Respondent)
    moment = models.CharField(_("moment"), max_length=12, choices=Moment)
    due_on = models.DateField(_("gepland op"))
    language = models.CharField(_("taal"), max_length=3, default=DUTCH)
    generation = models.PositiveIntegerField(_("generatie van de link"), default=1)
    expires_on = models.DateField(_("link geldig tot en met"), null=True, blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    channel = models.CharField(_("hoe"), max_length=5, choices=AnswerChannel, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "questionnaire", "code"]
        verbose_name = _("bevraging")
        verbose_name_plural = _("bevragingen")
        indexes = [
            models.Index(fields=["questionnaire", "answered_on"], name="survey_answered"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "questionnaire", "moment"],
                condition=Q(outcome__isnull=True),
                name="survey_once_per_moment",
                violation_error_message=_("Deze bevraging is er al."),
                violation_error_code="already_asked",
            ),
            models.UniqueConstraint(
                fields=["outcome"],
                name="survey_once_per_outcome",
                violation_error_message=_("Deze werkgever is al bevraagd."),
                violation_error_code="already_asked",
            ),
            models.CheckConstraint(
                condition=Q(respondent=Respondent.EMPLOYER, outcome__isnull=False)
                | ~Q(respondent=Respondent.EMPLOYER) & Q(outcome__isnull=True),
                name="survey_employer_has_outcome",
                violation_error_message=_("Alleen een werkgever antwoordt over een uitstroom."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, channel="")
                | Q(answered_on__isnull=False) & ~Q(channel=""),
                name="survey_answered_somehow",
                violation_error_message=_("Een antwoord kwam via de link of op papier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_questionnaire_display()}, {self.get_moment_display()}"

    @property
    def texts(self) -> Questionnaire:
        return version_of(self.questionnaire, self.version_from)

    def is_open(self, on: date) -> bool:
        """Whether its last link works on a day."""
        unanswered = self.answered_on is None
        return unanswered and self.expires_on is not None and on <= self.expires_on


class SurveyAnswer(models.Model):
    """The answer to one question: a key of its scale."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    item = models.CharField(_("vraag"), max_length=20)
    value = models.PositiveSmallIntegerField(_("antwoord"))

    class Meta:
        ordering = ["survey", "pk"]
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "item"],
                name="survey_item_once",
                violation_error_message=_("Deze vraag is al beantwoord."),
            ),
            models.CheckConstraint(
                condition=Q(value__range=(1, HIGHEST_ANSWER)),
                name="survey_value_on_scale",
                violation_error_message=_("Een antwoord is 1 tot en met 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"
