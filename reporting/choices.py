"""The choices of the ministry's desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionState(TextChoices):
    """How far a written question has come (domain.md 9)."""

    RECEIVED = "received", _("ontvangen")
    ASSIGNED = "assigned", _("toegewezen")
    DRAFTED = "drafted", _("opgesteld")
    SIGNED_OFF = "signed_off", _("nagelezen")
    DELIVERED = "delivered", _("geleverd")
    SENT = "sent", _("verzonden")
    PUBLISHED = "published", _("gepubliceerd")


class AnswerKind(TextChoices):
    """In what way a sub-question is answered."""

    FIGURES = "figures", _("eigen antwoord")
    REFERENCE = "reference", _("verwijzing naar een eerder antwoord")
    UNAVAILABLE = "unavailable", _("gegevens niet beschikbaar")
    OTHER_MINISTER = "other_minister", _("verwijzing naar een andere minister")


class Cause(TextChoices):
    """Why a figure differs from what was sent for the same day."""

    CORRECTED = "corrected", _("latere verbetering")
    LATE = "late", _("late registratie")
    DEFINITION = "definition", _("gewijzigde definitie")
