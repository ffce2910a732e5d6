"""Noting that a counsellor or a coach is away, and that they are back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from m2w.accounts.absence_forms import AbsenceForm
from m2w.accounts.access import NOTES_ABSENCE_OF
from m2w.accounts.acting import SignedInRequest, require_role
from m2w.accounts.models import Absence
from m2w.accounts.services.absences import end_absence
from m2w.audit.reading import refused
from m2w.forms import button
from m2w.pages import say_refused, visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next

# The field that each refusal is about.
ABOUT = {
    "not_a_replacement": "replacement",
    "replacement_away": "replacement",
    "already_away": "first_day",
}


@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: SignedInRequest) -> HttpResponse:
    """Who is away or will be, and a form to note another absence."""
    require_role(request.user, NOTES_ABSENCE_OF)
    visible: Any = visible_rows(Absence, request)
    rows = visible.not_over()
    sent = request.POST if request.method == "POST" else None
    form = AbsenceForm(sent, by=request.user)
    if request.method == "POST" and form.is_valid() and noted(request, form):
        messages.success(request, _("De afwezigheid is genoteerd."))
        return redirect(where_next(request, reverse("absences")))
    context = {
        "heading": _("Afwezigheid"),
        "crumbs": [],
        "form": form,
        "next": where_next(request, ""),
        "absences": rows.select_related("staff__user", "replacement__user"),
    }
    return render(request, "accounts/absences.html", context)


def noted(request: SignedInRequest, form: AbsenceForm) -> Absence | None:
    """The absence, or None when the form now says what a rule refuses."""
    try:
        return form.act()
    except Refused as refusal:
        refused(request, refusal.code)
        form.add_error(ABOUT.get(refusal.code), str(refusal))
    except ValidationError as error:
        form.add_error(None, error)
    return None


@button()
def end(request: SignedInRequest, pk: Any) -> HttpResponse:
    absence = get_object_or_404(visible_rows(Absence, request), pk=pk)
    try:
        end_absence(absence, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
    else:
        messages.success(request, _("De afwezigheid is beëindigd."))
    return redirect(where_next(request, reverse("absences")))
