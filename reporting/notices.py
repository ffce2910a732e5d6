"""What people hear about evaluations."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.outbox.notices import Kind
from programmes.models import Project


def to_write_address(organisation: Any) -> str:
    return reverse("sheets_to_write")


def project_address(project: Any) -> str:
    return reverse("project", args=[project.pk])


NOTICES = {
    "evaluation.due": Kind(
        Organisation,
        _("U hebt evaluatiebladen te schrijven voor %(who)s."),
        _("U hebt evaluatiebladen te schrijven."),
        to_write_address,
    ),
    "evaluation.open": Kind(
        Project,
        _("De evaluatiebladen van %(who)s staan open voor uw reactie."),
        _("Evaluatiebladen staan open voor uw reactie."),
        project_address,
    ),
}
