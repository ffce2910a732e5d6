"""Written questions of the Flemish Parliament, and the dated rule texts that answers quote."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from m2w.querysets import DatedQuerySet
from programmes.models import Call
from reporting.choices import AnswerKind, QuestionState
from reporting.querysets import ContributionQuerySet, WrittenQuestionQuerySet


class WrittenQuestion(BaseModel):
    """A written question to a minister. `code` is its number with, where needed, its session.

    `text` is the question as it was pasted; `asked_on` the day it was sent, from which the term
    runs. Its states stand in `steps`, the last one also here.
    """

    number = models.PositiveIntegerField(_("nummer"))
    member = models.CharField(_("Vlaams volksvertegenwoordiger"), max_length=200)
    minister = models.CharField(_("minister"), max_length=200)
    minister_title = models.TextField(_("titel van de minister"), blank=True)
    asked_on = models.DateField(_("gesteld op"))
    subject = models.CharField(_("onderwerp"), max_length=300)
    introduction = models.TextField(_("inleiding"), blank=True)
    text = models.TextField(_("tekst van de vraag"), blank=True)
    state = models.CharField(
        _("stand"), max_length=10, choices=QuestionState, default=QuestionState.RECEIVED
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toegewezen aan"),
    )
    sent_on = models.DateField(_("verzonden op"), null=True, blank=True)
    published_on = models.DateField(_("gepubliceerd op"), null=True, blank=True)
    call_reference = models.CharField(_("oproep waarover de vraag gaat"), max_length=60, blank=True)
    figures_on = models.DateField(_("peildatum van het antwoord"), null=True, blank=True)

    objects = WrittenQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "number"]
        verbose_name = _("schriftelijke vraag")
        verbose_name_plural = _("schriftelijke vragen")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=F("asked_on")),
                name="question_sent_after_asked",
                violation_error_message=_("Een antwoord volgt op de vraag."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(sent_on__isnull=False, published_on__gte=F("sent_on")),
                name="question_published_after_sent",
                violation_error_message=_("Wat niet verzonden is, wordt niet gepubliceerd."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @cached_property
    def call(self) -> Call | None:
        """The call the question is about, where it names one."""
        return Call.objects.filter(reference=self.call_reference or None).first()


class QuestionStep(models.Model):
    """A state that a question reached, when and through whom. `note` is what they said with it."""

    question = models.ForeignKey(WrittenQuestion, models.CASCADE, related_name="steps")
    state = models.CharField(_("stand"), max_length=10, choices=QuestionState)
    on = models.DateField(_("op"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(_("toelichting"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["question", "created_at", "pk"]
        verbose_name = _("stap van een vraag")
        verbose_name_plural = _("stappen van een vraag")

    def __str__(self) -> str:
        return f"{self.question} / {self.get_state_display()}"


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
    """A sub-question and how it is answered.

    `number` is its place; `label` how it is named where that is no number (`a`, `2b`). A `kind`
    other than figures says instead of an answer where it is to be found, or why there is none.
    `answer` is text with figures in braces (reporting/figures.py).
    """

    question = models.ForeignKey(WrittenQuestion, models.CASCADE, related_name="sub_questions")
    part = models.ForeignKey(AnswerPart, models.PROTECT, related_name="sub_questions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    label = models.CharField(_("aanduiding"), max_length=8, blank=True)
    title = models.CharField(_("korte titel"), max_length=120)
    text = models.TextField(_("vraag"))
    kind = models.CharField(
        _("soort antwoord"), max_length=14, choices=AnswerKind, default=AnswerKind.FIGURES
    )
    answer = models.TextField(_("tekst met cijfers"), blank=True)
    rule_text = models.CharField(_("regeltekst"), max_length=40, blank=True)
    refers_to = models.ForeignKey(
        WrittenQuestion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="referring",
        verbose_name=_("eerdere vraag"),
    )
    reference = models.CharField(_("eerder antwoord"), max_length=300, blank=True)
    other_minister = models.CharField(_("andere minister"), max_length=200, blank=True)
    why_unavailable = models.TextField(_("waarom niet beschikbaar"), blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toegewezen aan"),
    )
    is_ready = models.BooleanField(_("klaar"), default=False)

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
        return f"{self.question} / {self.name}"

    @property
    def name(self) -> str:
        """How the question itself names it."""
        return self.label or str(self.number)


class AnswerTable(models.Model):
    """A table under a sub-question: a report, and what was asked of it.

    `options` are the parameters of its address (`rows`, `columns`, `measure`, `province`, …),
    without the day and the call, which are those of the answer unless they are named.
    """

    sub_question = models.ForeignKey(SubQuestion, models.CASCADE, related_name="tables")
    position = models.PositiveSmallIntegerField(_("volgorde"))
    report = models.CharField(_("rapport"), max_length=40)
    title = models.CharField(_("titel"), max_length=200, blank=True)
    options = models.JSONField(_("keuzes"), default=dict, blank=True)

    class Meta:
        ordering = ["sub_question", "position"]
        verbose_name = _("tabel van een antwoord")
        verbose_name_plural = _("tabellen van een antwoord")
        constraints = [
            models.UniqueConstraint(
                fields=["sub_question", "position"],
                name="answer_table_position_once",
                violation_error_message=_("Deze plaats is al ingenomen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sub_question} / {self.report}"


class TypedFigure(models.Model):
    """A figure typed by hand that differs from what is computed, left standing with a reason."""

    sub_question = models.ForeignKey(SubQuestion, models.CASCADE, related_name="typed_figures")
    text = models.CharField(_("getypt cijfer"), max_length=60)
    reason = models.CharField(_("reden"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sub_question", "text"]
        verbose_name = _("getypt cijfer")
        verbose_name_plural = _("getypte cijfers")
        constraints = [
            models.UniqueConstraint(
                fields=["sub_question", "text"],
                name="typed_figure_once",
                violation_error_message=_("Voor dit cijfer is er al een reden."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sub_question} / {self.text}"


class Contribution(BaseModel):
    """What VDAB is asked to say on a sub-question, and what it said."""

    sub_question = models.ForeignKey(SubQuestion, models.CASCADE, related_name="contributions")
    asked = models.TextField(_("wat gevraagd wordt"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("gevraagd op"))
    due_on = models.DateField(_("verwacht op"))
    text = models.TextField(_("bijdrage"), blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_on = models.DateField(_("gegeven op"), null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "code"]
        verbose_name = _("bijdrage")
        verbose_name_plural = _("bijdragen")
        constraints = [
            models.CheckConstraint(
                condition=Q(given_on__isnull=True, given_by__isnull=True, text="")
                | Q(given_on__gte=F("asked_on"), given_by__isnull=False) & ~Q(text=""),
                name="contribution_given_after_asked",
                violation_error_message=_("Een bijdrage heeft een tekst, een dag en een auteur."),
            )
        ]

    def __str__(self) -> str:
        sub = self.sub_question
        told = {"question": sub.question.number, "name": sub.name}
        return str(_("vraag %(question)s, deelvraag %(name)s") % told)


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
