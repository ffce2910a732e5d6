"""What is done for a project that someone chooses among those they may change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.forms import ActForm
from programmes.models import Project


class ForProject(ActForm):
    """Gives the project that `by` chooses to the service, as what it is about."""

    project = forms.ModelChoiceField(
        Project.objects.none(),
        to_field_name="code",
        label=_("Project"),
        empty_label=_("Kies een project"),
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project: Any = self.fields["project"]
        project.queryset = Project.objects.editable_by(by).order_by("name")

    def act(self, *, by: Any) -> Any:
        values = dict(self.cleaned_data)
        return type(self).service(values.pop("project"), by=by, **values)
