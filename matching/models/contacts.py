"""How duos meet: what a coach noted of it, and what mentor and mentee reported themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w.fields import CodeListField
from m2w.models import BaseModel
from matching.choices import Channel, ContactKind, Doubt, Reporter
from matching.models.duos import Match
from matching.querysets import ContactQuerySet, ContactReportQuerySet

LONGEST_NOTE = 500


class Contact(BaseModel):
    """A meeting of the duo, or the coach's check-in with one of the two.

    A contact that `is_reported` follows from the reports of mentor and mentee, as long as nobody
    of the promoter noted anything else of it; one that came with a data package has neither.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="contacts")
    held_on = models.DateField(_("datum"))
    kind = models.CharField(_("soort"), max_length=14, choices=ContactKind)
    minutes = models.PositiveSmallIntegerField(_("minuten"), null=True, blank=True)
    channel = models.CharField(_("kanaal"), max_length=9, choices=Channel, blank=True)
    reached = models.BooleanField(_("bereikt"))
    topics = CodeListField(_("onderwerpen"))
    note = models.CharField(_("nota"), max_length=LONGEST_NOTE, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("genoteerd door"),
    )
    is_reported = models.BooleanField(_("zelf gemeld"), default=False, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "kind", "code"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacten")
        constraints = [
            models.UniqueConstraint(
                fields=["match", "held_on", "kind"],
                name="contact_once_per_day",
                violation_error_message=_("Dit contact is al geregistreerd."),
                violation_error_code="contact_exists",
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.get_kind_display()}"


class MeetingLink(models.Model):
    """The link by which the mentor or the mentee of a duo reports a contact: those of an earlier
    generation were withdrawn."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="meeting_links")
    who = models.CharField(_("wie"), max_length=6, choices=Reporter)
    generation = models.PositiveIntegerField(_("generatie"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "who"],
                name="meeting_link_once",
                violation_error_message=_("Deze link bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.match} {self.get_who_display()} {self.generation}"


class ContactReport(BaseModel):
    """What the mentor or the mentee said of a day: whether they saw each other, and how.

    `contact` is what counts of it, if anything does. A report with a `doubt` waits for the coach
    until `handled_on`; one that asks for a call until `called_on`.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="reports")
    who = models.CharField(_("wie"), max_length=6, choices=Reporter)
    held_on = models.DateField(_("datum"))
    seen = models.BooleanField(_("gezien"))
    minutes = models.PositiveSmallIntegerField(_("minuten"), null=True, blank=True)
    channel = models.CharField(_("kanaal"), max_length=9, choices=Channel, blank=True)
    call_me = models.BooleanField(_("wil gebeld worden"), default=False)
    received_at = models.DateTimeField(_("ontvangen"), auto_now_add=True)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    doubt = models.CharField(_("twijfel"), max_length=7, choices=Doubt, blank=True)
    handled_on = models.DateField(_("beslist op"), null=True, blank=True)
    called_on = models.DateField(_("gebeld op"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("behandeld door"),
    )

    objects = ContactReportQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "who", "code"]
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        constraints = [
            models.UniqueConstraint(
                fields=["match", "who", "held_on"],
                name="contact_report_once",
                violation_error_message=_("Dit is al gemeld voor deze dag."),
                violation_error_code="already_reported",
            ),
            models.CheckConstraint(
                condition=Q(called_on__isnull=True) | Q(call_me=True),
                name="contact_report_called_when_asked",
                violation_error_message=_("Wie het niet vroeg, wordt niet gebeld."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.match)
