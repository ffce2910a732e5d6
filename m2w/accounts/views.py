from allauth.account import views as allauth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from m2w.accounts.acting import SESSION_KEY
from m2w.accounts.models import Membership

sign_out = require_POST(allauth.logout)


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who you are here, in which roles you can act, and your password."""
    memberships = Membership.objects.of(request.user)
    context = {"heading": _("Uw account"), "crumbs": [], "memberships": memberships}
    return render(request, "accounts/account.html", context)


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """From the next request on act in another of one's own roles."""
    mine = Membership.objects.of(request.user)
    membership = get_object_or_404(mine, pk=request.POST.get("membership"))
    request.session[SESSION_KEY] = membership.pk
    return redirect("home")
