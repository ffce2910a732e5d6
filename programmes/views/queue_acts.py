"""The buttons of the queue: taking up, putting back, copying, and what comes after a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from m2w import notation, periods
from m2w.accounts.acting import SignedInRequest
from m2w.details import Text
from m2w.forms import button
from m2w.pages import say_refused, visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from programmes import services
from programmes.forms.again import AgainForm
from programmes.models import Enrolment


def press(
    request: SignedInRequest, pk: Any, act: Callable[[Enrolment], Any], done: Text
) -> HttpResponse:
    """Do something with one enrolment, and say on the page one came from what became of it."""
    rows = visible_rows(Enrolment, request).select_related("mentee", "project__promoter")
    enrolment = get_object_or_404(rows, pk=pk)
    try:
        act(enrolment)
    except Refused as refusal:
        say_refused(request, refusal)
    else:
        messages.success(request, str(done))
    return redirect(where_next(request, file_url(enrolment)))


def file_url(enrolment: Enrolment) -> str:
    return reverse("queue_file", kwargs={"tab": "provincies", "pk": enrolment.pk})


@button()
def take_up(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("De aanmelding staat nu op uw naam.")
    return press(request, pk, lambda found: services.take_up(found, by=request.user), done)


@button()
def put_back(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("De aanmelding staat weer bij “Vrij”.")
    return press(request, pk, lambda found: services.put_back(found, by=request.user), done)


@button()
def mark_copied(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("Overgenomen op %(day)s.") % {"day": notation.day(periods.today())}
    return press(request, pk, lambda found: services.mark_copied(found, by=request.user), done)


@require_POST
def screen_again(request: SignedInRequest, pk: Any) -> HttpResponse:
    form = AgainForm(request.POST)
    valid = form.is_valid()

    def act(enrolment: Enrolment) -> None:
        if not valid:
            raise Refused("invalid_date", str(form.errors["on"][0]))
        try:
            services.screen_again(enrolment, form.cleaned_data["on"], by=request.user)
        except ValidationError as error:
            raise Refused("invalid_date", error.messages[0]) from error

    return press(request, pk, act, _("Bewaard."))


@button()
def refer_again(request: SignedInRequest, pk: Any) -> HttpResponse:
    """Put someone who was refused before forward for the same project, from today's file."""
    done = _("De klant is opnieuw doorverwezen. De promotor houdt de intake.")
    return press(
        request,
        pk,
        lambda found: services.refer(found.mentee, found.project, by=request.user),
        done,
    )
