"""The form over a client whom a counsellor refers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.choices import YesNoUnknown
from m2w.privacy.file_forms import FileForm
from programmes.forms.files import (
    ADDRESS,
    DIPLOMA,
    KNOWN_AT_VDAB,
    LANGUAGES,
    ORIGIN,
    PRIVACY_NOTICE,
    WHO,
)
from programmes.models import Mentee, Project

# Unless it is said: not known.
UNLESS_SAID = dict.fromkeys(
    (
        *("employed", "migration_background", "dutch_level", "dutch_attested"),
        *("dutch_insufficient_for_job_target", "diploma_level", "diploma_recognised"),
        *("benefit_entitled", "gender"),
    ),
    YesNoUnknown.UNKNOWN.value,
)


class ClientForm(FileForm):
    """Who the client is and what the screening needs, then the project it is to be.

    `act` names the button: look where they fit, refer, or only prepare a draft.
    """

    others = frozenset({"act"})
    model = Mentee
    sections = [
        *(WHO, ADDRESS, ORIGIN, LANGUAGES),
        (_("Situatie"), KNOWN_AT_VDAB),
        *(DIPLOMA, PRIVACY_NOTICE),
    ]

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        kwargs["initial"] = UNLESS_SAID | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["vdab_number"].required = True
        self.fields["project"] = forms.ModelChoiceField(
            Project.objects.filter(pk__in=[project.pk for project in projects]),
            label=_("Project"),
            required=self.data.get("act") in {"refer", "draft"},
            error_messages={"required": _("Kies een project.")},
        )

    @property
    def client(self) -> dict[str, Any]:
        """What was typed of the client, without the project."""
        return {name: self.cleaned_data[name] for name in self.columns()}
