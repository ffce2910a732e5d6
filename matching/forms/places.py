from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.privacy.file_forms import FileForm
from programmes.forms.clients import UNLESS_SAID
from programmes.models import Mentee


class PlaceForm(FileForm):
    """What the rules look at, of someone whose name is not asked."""

    model = Mentee
    sections = [
        (_("Wie"), ("birth_date", "postcode", "migration_background")),
        (
            _("Talen"),
            (
                *("home_language", "languages", "dutch_level", "dutch_attested"),
                "dutch_insufficient_for_job_target",
            ),
        ),
        (
            _("Situatie"),
            ("employed", "vdab_guidance_since", "diploma_level", "diploma_language"),
        ),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=UNLESS_SAID, **kwargs)
        for name in UNLESS_SAID.keys() & self.fields.keys():
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """What is left out is not known."""
        values = super().clean() or {}
        return values | {
            name: unknown
            for name, unknown in UNLESS_SAID.items()
            if name in self.fields and name in values and not values[name]
        }
