"""The calendar of who has its address, and where one gets or withdraws that address."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w.accounts.acting import SignedInRequest
from m2w.forms import button
from programmes.calendar_links import reader_of
from programmes.services.calendars import make_calendar_link, withdraw_calendar_link
from reporting.calendar_feed import feed_of

CALENDAR = "text/calendar; charset=utf-8"
KEPT_NOWHERE = {"Cache-Control": "no-store"}


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """A calendar by its secret address; the same nothing for every address that does not work."""
    if too_many := consume_or_429(request, action="calendar"):
        answer: HttpResponse = too_many
        return answer
    reader = reader_of(token)
    if reader is None:
        return HttpResponseNotFound(headers=KEPT_NOWHERE)
    disposition = {"Content-Disposition": 'inline; filename="mentoring2work.ics"'}
    return HttpResponse(feed_of(reader), CALENDAR, headers=KEPT_NOWHERE | disposition)


@button()
def make_link(request: SignedInRequest) -> HttpResponse:
    make_calendar_link(by=request.user)
    messages.success(
        request, _("Uw agenda heeft een nieuw adres. Een vorig adres werkt niet meer.")
    )
    return redirect("account")


@button()
def withdraw_link(request: SignedInRequest) -> HttpResponse:
    withdraw_calendar_link(by=request.user)
    messages.success(request, _("Het adres van uw agenda werkt niet meer."))
    return redirect("account")
