from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a mail or a job stands. One that is being done is still open: see `claims`."""

    OPEN = "open", _("te doen")
    DONE = "done", _("gedaan")
    FAILED = "failed", _("mislukt")


class MailLanguage(TextChoices):
    """The languages of this site, each by its own name."""

    DUTCH = "nl-be", "Nederlands"
    ENGLISH = "en", "English"
