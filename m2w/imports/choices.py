from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", _("kolommen te kiezen")
    CHECKING = "checking", _("wordt nagekeken")
    CHECKED = "checked", _("nagekeken")
    KEEPING = "keeping", _("wordt bewaard")
    KEPT = "kept", _("bewaard")


class Verdict(TextChoices):
    """What becomes of one row."""

    GOOD = "good", _("goed")
    KNOWN = "known", _("bestaat al, blijft ongewijzigd")
    WRONG = "wrong", _("fout")
