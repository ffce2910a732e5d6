"""Answers as they were sent: immutable, with what they were computed from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reporting.models.questions import WrittenQuestion


class FrozenAnswer(models.Model):
    """An answer on the day it was sent. The database refuses to change or remove it.

    `document` is the answer with its protected tables and definitions; `facts` the pseudonymous
    rows it was computed from, one JSON object per line, compressed. `key` makes the pseudonyms
    of this answer; it is needed to tell later which records are the same. `checksum` is over the
    document, the facts and the files, and does not change with the code that reads them.
    """

    question = models.OneToOneField(WrittenQuestion, models.PROTECT, related_name="frozen")
    as_of = models.DateField(_("peildatum"))
    frozen_on = models.DateField(_("bevroren op"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    document = models.JSONField(_("antwoord"))
    facts = models.BinaryField(_("feiten"))
    key = models.BinaryField(_("sleutel van de pseudoniemen"), max_length=32)
    smallest_shown = models.PositiveSmallIntegerField(_("kleinste getoonde aantal"))
    code_version = models.CharField(_("versie van de toepassing"), max_length=40)
    checksum = models.CharField(_("controlegetal"), max_length=64)

    class Meta:
        ordering = ["-frozen_on", "question"]
        verbose_name = _("bevroren antwoord")
        verbose_name_plural = _("bevroren antwoorden")

    def __str__(self) -> str:
        return f"{self.question} ({self.as_of})"


class FrozenFile(models.Model):
    """A file as it was sent with an answer."""

    answer = models.ForeignKey(FrozenAnswer, models.PROTECT, related_name="files")
    name = models.CharField(_("naam"), max_length=80)
    content = models.BinaryField(_("inhoud"))

    class Meta:
        ordering = ["answer", "name"]
        verbose_name = _("bevroren bestand")
        verbose_name_plural = _("bevroren bestanden")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "name"],
                name="frozen_file_once",
                violation_error_message=_("Dit bestand is al bewaard."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class LaterText(models.Model):
    """Text that the cabinet changed after the answer was frozen, kept beside it."""

    answer = models.ForeignKey(FrozenAnswer, models.PROTECT, related_name="later_texts")
    heading = models.CharField(_("deel"), max_length=40)
    text = models.TextField(_("tekst zoals verzonden"))
    reason = models.CharField(_("toelichting"), max_length=300, blank=True)
    on = models.DateField(_("op"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["answer", "on", "pk"]
        verbose_name = _("latere tekst")
        verbose_name_plural = _("latere teksten")

    def __str__(self) -> str:
        return f"{self.answer} / {self.heading}"


class Rehearsal(models.Model):
    """An answered question as of the day it was tried again, once a month.

    `findings` are the cells that are missing or moved most, none of them below the threshold.
    """

    question = models.ForeignKey(WrittenQuestion, models.PROTECT, related_name="rehearsals")
    month = models.DateField(_("maand"))
    as_of = models.DateField(_("peildatum"))
    findings = models.JSONField(_("bevindingen"))

    class Meta:
        ordering = ["-month", "question"]
        verbose_name = _("proefberekening")
        verbose_name_plural = _("proefberekeningen")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "month"],
                name="rehearsal_once_a_month",
                violation_error_message=_("Deze maand is er al een proefberekening."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} / {self.month:%Y-%m}"


class SearchText(models.Model):
    """What can be found of a question: its own text, a sub-question, or what is answered.

    `words` are those of the text as they are looked for (reporting/searching.py).
    """

    question = models.ForeignKey(WrittenQuestion, models.CASCADE, related_name="search_texts")
    number = models.PositiveSmallIntegerField(_("deelvraag"), default=0)
    is_answer = models.BooleanField(_("uit het antwoord"), default=False)
    text = models.TextField(_("tekst"))
    words = models.TextField(_("woorden"))

    class Meta:
        ordering = ["question", "number", "is_answer"]
        verbose_name = _("doorzoekbare tekst")
        verbose_name_plural = _("doorzoekbare teksten")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number", "is_answer"],
                name="search_text_once",
                violation_error_message=_("Deze tekst is al opgenomen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} / {self.number}"
