from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ListReason(TextChoices):
    RETENTION = "retention", _("bewaartermijn verstreken")
    REQUEST = "request", _("op vraag van de betrokkene")


class ItemState(TextChoices):
    PENDING = "pending", _("te wissen")
    ERASED = "erased", _("gewist")
    SKIPPED = "skipped", _("overgeslagen")


class SkipReason(TextChoices):
    """Why something on an approved list is left alone."""

    NOT_DUE = "not_due", _("de termijn is niet verstreken")
    OPEN = "open", _("er loopt nog iets")
    RESTRICTED = "restricted", _("de verwerking is beperkt")
    GONE = "gone", _("het is al gewist of bestaat niet meer")


class RestrictionGround(TextChoices):
    """When someone may have the use of their data restricted (GDPR art. 18)."""

    ACCURACY = "accuracy", _("de juistheid van de gegevens wordt betwist")
    UNLAWFUL = "unlawful", _("de verwerking is onrechtmatig, maar wissen is niet gewenst")
    CLAIM = "claim", _("de betrokkene heeft de gegevens nodig voor een rechtsvordering")
    OBJECTION = "objection", _("er is bezwaar gemaakt en dat wordt nog beoordeeld")
