"""Written questions of the Flemish Parliament, and the dated rule texts that answers quote."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from m2w.querysets import DatedQuerySet
from programmes.models import Call
from reporting.querysets import WrittenQuestionQuerySet


class WrittenQuestion(BaseModel):
    """A written question to a minister. `code` is its number with, where needed, its session."""

    number = models.PositiveIntegerField(_("nummer"))
    member = models.CharField(_("Vlaams volksvertegenwoordiger"), max_length=200)
    minister = models.CharField(_("minister"), max_length=200)
    minister_title = models.TextField(_("titel van de minister"), blank=True)
    asked_on = models.DateField(_("gesteld op"))
    subject = models.CharField(_("onderwerp"), max_length=300)
    introduction = models.TextField(_("inleiding"), blank=True)
    call_reference = models.CharField(_("oproep waarover de vraag gaat"), max_length=60, blank=True)
    figures_on = models.DateField(_("peildatum van het antwoord"), null=True, blank=True)

    objects = WrittenQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "number"]
        verbose_name = _("schriftelijke vraag")
        verbose_name_plural = _("schriftelijke vragen")

    def __str__(self) -> str:
        return f"{self.number}"

    @cached_property
    def call(self) -> Call | None:
        """The call the question is about, where it names one."""
        return Call.objects.filter(reference=self.call_reference or None).first()


class AnswerPart(models.Model):
    """One part of an answer: it answers one sub-question, or several at once."""

    question = models.ForeignKey(WrittenQuestion, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(_("volgorde"))
    text = models.TextField(_("tekst"), blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("deel van het antwoord")
        verbose_name_plural = _("delen van het antwoord")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "position"],
                name="answer_part_position_once",
                violation_error_message=_("Deze plaats is al ingenomen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} / {self.position}"


class SubQuestion(models.Model):
    """A numbered sub-question and the report that answers it."""

    question = models.ForeignKey(WrittenQuestion, models.CASCADE, related_name="sub_questions")
    part = models.ForeignKey(AnswerPart, models.PROTECT, related_name="sub_questions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("korte titel"), max_length=120)
    text = models.TextField(_("vraag"))
    report = models.CharField(_("rapport"), max_length=40)
    answer = models.TextField(_("tekst met cijfers"), blank=True)
    rule_text = models.CharField(_("regeltekst"), max_length=40, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("deelvraag")
        verbose_name_plural = _("deelvragen")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"],
                name="sub_question_number_once",
                violation_error_message=_("Deze deelvraag bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} / {self.number}"


class RuleText(models.Model):
    """The wording of a rule while it was in force: an answer of 2022 shows the rule of 2022."""

    code = models.CharField(max_length=40)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_nl = models.TextField()
    text_en = models.TextField()
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["code", "valid_from"]
        verbose_name = _("regeltekst")
        verbose_name_plural = _("regelteksten")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="rule_text_version_once",
                violation_error_message=_("Deze regeltekst heeft al een versie van die datum."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.valid_from})"
