"""Where allauth asks the house: who may sign up, where one comes in, and in which words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.accounts.acting import has_several_roles
from m2w.accounts.models import User
from m2w.accounts.recording import note_failure
from m2w.outbox.services import send_mail

TOO_MANY = gettext_lazy("Dit lukte te vaak niet. Wacht enkele minuten en probeer opnieuw.")
WRONG_CODE = gettext_lazy("Deze code klopt niet.")
WAYS = {
    "reauthenticate": gettext_lazy("Met uw wachtwoord"),
    "mfa_reauthenticate": gettext_lazy("Met een code uit uw app, of een herstelcode"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Met uw sleutel"),
}


class Entrance(DefaultAccountAdapter):
    """Accounts come by invitation only, and no one comes in unrecorded."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("E-mailadres of wachtwoord klopt niet."),
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
        "enter_current_password": gettext_lazy("Dit is niet uw huidige wachtwoord."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_failure(credentials.get("email", ""), "too_many")
            raise

    def login(self, request: HttpRequest, user: User) -> None:
        """All of it or nothing: a sign-in that cannot be recorded does not happen."""
        with transaction.atomic():
            # The account first, the record last: in that order whoever closes it goes too.
            User.objects.select_for_update(no_key=True).get(pk=user.pk)
            super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Who has several roles chooses one before going on."""
        if has_several_roles(user):
            wanted = kwargs["redirect_url"] or resolve_url("home")
            kwargs["redirect_url"] = f"{resolve_url('choose_role')}?{urlencode({'next': wanted})}"
        return super().post_login(request, user, **kwargs)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to confirm that it is really them, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS[method["id"]]} for method in methods]

    def set_password(self, user: User, password: str) -> None:
        """Nothing but the password: whatever else changed meanwhile stays."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail goes by the outbox: it then leaves whatever becomes of this process."""
        message = self.render_mail(template_prefix, email, context)
        send_mail(email, message.subject, message.body)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """An account without a password came from a package or OpenID Connect: it waits for
        an invitation, or signs in elsewhere."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)


class SecondFactor(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": gettext_lazy("Stel eerst een tweede stap in."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        known = Authenticator.objects.filter(user=user, type=type).count()
        return _("Sleutel %(number)s") % {"number": known + 1}
