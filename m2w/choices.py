"""Choices that every app shares."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class YesNoUnknown(TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nee")
    UNKNOWN = "unknown", _("niet gekend")


class Gender(TextChoices):
    FEMALE = "f", _("vrouw")
    MALE = "m", _("man")
    X = "x", _("x")
    UNKNOWN = "unknown", _("niet gekend")
