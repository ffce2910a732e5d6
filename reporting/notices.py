"""What people hear about evaluations, and about contributions to answers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.outbox.notices import Kind
from programmes.models import Project
from reporting.models import Contribution


def to_write_address(organisation: Any) -> str:
    return reverse("sheets_to_write")


def project_address(project: Any) -> str:
    return reverse("project", args=[project.pk])


def contribution_address(contribution: Any) -> str:
    return reverse("contribution", args=[contribution.pk])


def sub_question_address(contribution: Any) -> str:
    sub = contribution.sub_question
    return reverse("sub_question", args=[sub.question.code, sub.number])


IN_QUESTION = ("sub_question__question",)
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
    "contribution.asked": Kind(
        Contribution,
        _("Het departement vraagt een bijdrage aan het antwoord op %(who)s."),
        _("Het departement vraagt een bijdrage aan een antwoord."),
        contribution_address,
        IN_QUESTION,
    ),
    "contribution.given": Kind(
        Contribution,
        _("VDAB gaf een bijdrage aan het antwoord op %(who)s."),
        _("VDAB gaf een bijdrage aan een antwoord."),
        sub_question_address,
        IN_QUESTION,
    ),
}
