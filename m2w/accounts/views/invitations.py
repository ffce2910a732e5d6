"""Inviting colleagues, and taking up an invitation."""

from collections.abc import Callable
from typing import Any

from allauth.account.utils import perform_login
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from m2w.accounts.access import roles_to_give
from m2w.accounts.acting import SESSION_KEY, SignedInRequest
from m2w.accounts.models import Invitation, Organisation
from m2w.accounts.querysets import OPEN
from m2w.accounts.services import acceptance, invitations
from m2w.accounts.staff_forms import FirstTimeForm, InvitationForm
from m2w.audit import reading
from m2w.audit.services import record
from m2w.forms import button
from m2w.pages import say_refused, visible_rows
from m2w.refusals import Refused

CRUMBS = [(_("Medewerkers"), "staff")]


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    """Invite someone to one's own organisation; an administrator names another in the address."""
    organisation = organisation_for(request)
    form = InvitationForm(request.POST or None, by=request.user, organisation=organisation)
    valid = request.method == "POST" and form.is_valid()
    if valid and invited(request, form, organisation):
        messages.success(request, str(_("De uitnodiging is verstuurd.")))
        return redirect("invitations")
    context = {
        "heading": _("Een collega uitnodigen"),
        "crumbs": [(label, reverse(name)) for label, name in CRUMBS],
        "organisation": organisation,
        "form": form,
    }
    return render(request, "accounts/invite.html", context)


def organisation_for(request: SignedInRequest) -> Organisation:
    """Raises PermissionDenied for one in which no role is the reader's to give."""
    visible = Organisation.objects.visible_to(request.user)
    code = request.GET.get("organisation")
    own = request.user.acting.organisation.code if request.user.acting else ""
    organisation = get_object_or_404(visible, code=own if code is None else code)
    if not roles_to_give(request.user, organisation):
        raise PermissionDenied
    return organisation


def invited(
    request: SignedInRequest, form: InvitationForm, organisation: Organisation
) -> Invitation | None:
    """The invitation that was made; what the rules object to stands in the form."""
    try:
        return invitations.invite(
            organisation, **form.cleaned_data, by=request.user, site=request.build_absolute_uri
        )
    except (Refused, ValidationError) as objection:
        reading.refused(request, getattr(objection, "code", None) or "invalid")
        form.add_error(
            None, objection if isinstance(objection, ValidationError) else str(objection)
        )
        return None


@require_safe
def open_invitations(request: SignedInRequest) -> HttpResponse:
    """Who was invited and did not come yet."""
    rows = visible_rows(Invitation, request).filter(OPEN)
    context = {
        "heading": _("Open uitnodigingen"),
        "crumbs": [(label, reverse(name)) for label, name in CRUMBS],
        "invitations": rows.select_related("organisation"),
    }
    return render(request, "accounts/invitations.html", context)


def change(
    request: SignedInRequest,
    pk: Any,
    done: str | Promise,
    act: Callable[[Invitation], Invitation | None],
) -> HttpResponse:
    rows = visible_rows(Invitation, request).select_related("organisation")
    invitation = get_object_or_404(rows, pk=pk)
    try:
        act(invitation)
        messages.success(request, str(done))
    except Refused as refusal:
        say_refused(request, refusal)
    return redirect("invitations")


@button()
def withdraw(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("De uitnodiging is ingetrokken. De link werkt niet meer.")
    return change(request, pk, done, lambda row: invitations.withdraw(row, by=request.user))


@button()
def send_again(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("De uitnodiging is opnieuw verstuurd. De vorige link werkt niet meer.")
    site = request.build_absolute_uri
    return change(
        request, pk, done, lambda row: invitations.send_again(row, by=request.user, site=site)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of an invitation leads."""
    try:
        invitation = acceptance.invitation_of(token)
        account = acceptance.account_of(invitation)
        if account is None or not acceptance.can_sign_in(account):
            return accept_first_time(request, invitation)
        return accept_signed_in(request, invitation)
    except Refused as refusal:
        return refused(request, refusal)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """One page for every link that does not work: it tells nothing of why."""
    too_many = consume_or_429(request, action="invitation", limit_get=True)
    if too_many:
        return too_many
    record("invitation.refused", details={"reason": refusal.code})
    context = {"heading": _("Deze link werkt niet meer")}
    return render(request, "accounts/invitation_gone.html", context, status=404)


def accept_first_time(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = FirstTimeForm(request.POST or None, initial={"name": invitation.name})
    if request.user.is_authenticated:
        return page(request, invitation, "other_account")
    if request.method == "POST" and form.is_valid():
        try:
            membership = acceptance.accept_first_time(invitation, **form.cleaned_data)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            return perform_login(request, membership.staff.user)
    return page(request, invitation, "first_time", form=form)


def accept_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return page(request, invitation, "sign_in")
    if request.user.email.lower() != invitation.email.lower():
        return page(request, invitation, "other_account")
    if request.method == "POST":
        membership = acceptance.accept(invitation, by=request.user)
        request.session[SESSION_KEY] = membership.pk
        return redirect("home")
    return page(request, invitation, "accept")


def page(request: HttpRequest, invitation: Invitation, step: str, **more: Any) -> HttpResponse:
    context = {"heading": _("U bent uitgenodigd"), "invitation": invitation, "step": step}
    return render(request, "accounts/invitation.html", context | more)
