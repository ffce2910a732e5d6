from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from m2w.documents import owners
from m2w.documents.owners import Owner


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = _("Matching")

    def ready(self) -> None:
        from m2w.privacy import erasure
        from matching.access import NAME_ONLY
        from matching.models import Mentor

        kind = Owner("mentor", Mentor, "mentor", _("Mentoren"), "mentors", withheld_from=NAME_ONLY)
        owners.register(kind)
        erasure.on_erase(forget_proposed)


def forget_proposed(kind: str, key: Any) -> None:
    """Who is erased is proposed to nobody, and nobody to them."""
    from matching.models import Mentor
    from matching.services.proposals import forget_along
    from programmes.models import Mentee

    for model in (Mentee, Mentor):
        if kind == model._meta.label_lower:
            forget_along(model.objects.get(pk=key))
