"""One's own account: who you are here, and how you come in."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w import menu
from m2w.accounts import second_factor, sessions
from m2w.accounts.acting import SESSION_KEY, SignedInRequest
from m2w.accounts.models import Membership
from m2w.audit.services import record
from m2w.forms import button
from m2w.outbox.services import mails_wanted
from m2w.requests import where_next


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """In which roles you can act, your password, and the second step of your sign-in."""
    context = {
        "heading": _("Uw account"),
        "crumbs": [],
        "memberships": Membership.objects.of(request.user),
        "has_second_factor": second_factor.is_set_up(request.user),
        "mails": mails_wanted(request.user),
        "panels": list(menu.panels_for(request.user, "OF_ACCOUNT")),
    }
    return render(request, "accounts/account.html", context)


@require_safe
def second_step(request: SignedInRequest) -> HttpResponse:
    """The second step of the sign-in: what is set up, and what can be."""
    factors = Authenticator.objects.filter(user=request.user).order_by("pk")
    context = {
        "heading": _("Tweede stap bij het aanmelden"),
        "crumbs": [],
        "missing": second_factor.is_missing(request.user),
        "app": factors.filter(type=Authenticator.Type.TOTP).first(),
        "keys": factors.filter(type=Authenticator.Type.WEBAUTHN),
        "codes": factors.filter(type=Authenticator.Type.RECOVERY_CODES).first(),
    }
    return render(request, "mfa/index.html", context)


@require_safe
def choose_role(request: SignedInRequest) -> HttpResponse:
    """Right after the sign-in, for who has several roles."""
    context = {
        "heading": _("In welke rol werkt u nu?"),
        "memberships": Membership.objects.of(request.user),
        "next": request.GET.get("next", ""),
    }
    return render(request, "accounts/choose_role.html", context)


@button("membership")
def act_as(request: SignedInRequest) -> HttpResponse:
    """From the next request on act in another of one's own roles."""
    mine = Membership.objects.of(request.user)
    wanted = request.POST.get("membership", "")
    known = wanted.isdecimal() and len(wanted) < 19
    membership = get_object_or_404(mine, pk=wanted if known else None)
    request.session[SESSION_KEY] = membership.pk
    return redirect(where_next(request, reverse("home")))


@button()
@transaction.atomic
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End every session of this account, this one too."""
    user = request.user
    sessions.end_all(user)
    logout(request)
    record("account.signed_out_everywhere", by=user)
    messages.success(request, _("U bent overal afgemeld."))
    return redirect("account_login")
