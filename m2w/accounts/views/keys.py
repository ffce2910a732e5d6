"""Keys with which programs come in: those of one's own, and those of one's organisation."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from m2w.accounts.access import SYSTEM_ROLES
from m2w.accounts.acting import SignedInRequest, acts_as
from m2w.accounts.key_forms import KeyForm, SystemKeyForm
from m2w.accounts.models import Token
from m2w.accounts.services.keys import make_own_key, make_system_key, revoke
from m2w.audit.reading import refused
from m2w.forms import button
from m2w.pages import say_refused, visible_rows
from m2w.refusals import Refused

Made = tuple[Token, str]


@require_safe
def keys(request: SignedInRequest) -> HttpResponse:
    """One's own keys, and those of the systems of one's organisation for who gives them out."""
    rows = visible_rows(Token, request).select_related(
        "membership__staff__user", "membership__staff__organisation"
    )
    found = list(rows)
    context = {
        "heading": _("Sleutels voor programma’s"),
        "crumbs": crumbs()[:1],
        "own": [key for key in found if not key.membership.staff.user.is_system],
        "of_systems": [key for key in found if key.membership.staff.user.is_system],
        "gives_to_systems": acts_as(request.user, SYSTEM_ROLES),
    }
    return render(request, "accounts/keys.html", context)


def crumbs() -> list[tuple[str, str]]:
    return [
        (_("Uw account"), reverse("account")),
        (_("Sleutels voor programma’s"), reverse("keys")),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def make_key(request: SignedInRequest) -> HttpResponse:
    form = KeyForm(request.POST if request.method == "POST" else None)
    heading = _("Een sleutel voor uw eigen programma")
    return asked_for(request, form, heading, make_own_key)


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def make_key_of_system(request: SignedInRequest) -> HttpResponse:
    form = SystemKeyForm(request.POST if request.method == "POST" else None, by=request.user)
    heading = _("Een sleutel voor een systeem")
    return asked_for(request, form, heading, make_system_key)


def asked_for(
    request: SignedInRequest, form: KeyForm, heading: str, make: Callable[..., Made]
) -> HttpResponse:
    """The form, or the key that was made: shown once, on the answer to what was sent."""
    context = {"heading": heading, "crumbs": crumbs(), "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            token, key = make(by=request.user, **form.asked())
        except Refused as refusal:
            refused(request, refusal.code)
            form.add_error("name", str(refusal))
        else:
            shown = {"heading": _("De sleutel is gemaakt"), "token": token, "key": key}
            return render(request, "accounts/key_made.html", context | shown)
    return render(request, "accounts/key_form.html", context)


@button()
def revoke_key(request: SignedInRequest, pk: Any) -> HttpResponse:
    token = get_object_or_404(visible_rows(Token, request), pk=pk)
    try:
        revoke(token, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
    else:
        messages.success(request, _("De sleutel is ingetrokken en opent niets meer."))
    return redirect("keys")
