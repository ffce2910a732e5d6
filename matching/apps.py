from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from m2w.documents import owners
from m2w.documents.owners import Owner


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = _("Matching")

    def ready(self) -> None:
        from matching.access import NAME_ONLY
        from matching.models import Mentor

        kind = Owner("mentor", Mentor, "mentor", _("Mentoren"), "mentors", withheld_from=NAME_ONLY)
        owners.register(kind)
