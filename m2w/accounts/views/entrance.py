"""The pages of the entrance that allauth does not have, or has in a way that is not ours."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from m2w.accounts import oidc
from m2w.accounts.acting import SignedInRequest
from m2w.accounts.models import User
from m2w.audit.reading import refused

sign_out = require_POST(allauth.logout)


class SignInPage(allauth.LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        configured = oidc.is_configured()
        provider = oidc.provider_of(self.request).name if configured else None
        return super().get_context_data(**kwargs) | {"provider": provider}


@transaction.atomic
def change_password(request: SignedInRequest) -> HttpResponse:
    """Only who has a password changes it; others sign in elsewhere."""
    if not request.user.has_usable_password():
        return redirect("account")
    return allauth.password_change(request)


class NewPasswordPage(allauth.PasswordResetFromKeyView):
    """Choosing a new password with the link from a mail."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Of two links of one account that are used at the same moment, one works."""
        user = form.user
        known = User.objects.filter(pk=user.pk, password=user.password)
        with transaction.atomic():
            if known.select_for_update(no_key=True).exists():
                return super().form_valid(form)
        self.reset_user = None
        refused(self.request, "reset_link")
        return self.render_to_response(self.get_context_data(token_fail=True))


@require_safe
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that still work. allauth's page keeps that it was seen; a GET writes nothing."""
    codes = get_object_or_404(
        Authenticator, user=request.user, type=Authenticator.Type.RECOVERY_CODES
    )
    context = {"heading": _("Herstelcodes"), "codes": codes.wrap().get_unused_codes()}
    return render(request, "mfa/recovery_codes/index.html", context)
