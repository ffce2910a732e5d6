"""Sign-in as the house writes it: allauth's forms with our words, labels above the fields."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w.accounts.adapter import WRONG_CODE

LABELS = {
    "login": _("E-mailadres"),
    "email": _("E-mailadres"),
    "password": _("Wachtwoord"),
    "oldpassword": _("Huidig wachtwoord"),
    "password1": _("Nieuw wachtwoord"),
    "password2": _("Nieuw wachtwoord, nog een keer"),
    "code": _("Code"),
    "name": _("Naam"),
    "credential": "",
}
HELP = {"password1": _("Minstens 12 tekens, en niet één die veel mensen kiezen.")}


class OurWords:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS[name]
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignIn(OurWords, account.LoginForm):
    pass


class ForgottenPassword(OurWords, account.ResetPasswordForm):
    pass


class NewPassword(OurWords, account.ResetPasswordKeyForm):
    pass


class ChangePassword(OurWords, account.ChangePasswordForm):
    pass


class SignInAgain(OurWords, account.ReauthenticateForm):
    pass


class SecondStep(OurWords, mfa.AuthenticateForm):
    pass


class SecondStepAgain(OurWords, mfa.ReauthenticateForm):
    pass


class NewApp(OurWords, totp.ActivateTOTPForm):
    pass


@contextmanager
def what_a_browser_says() -> Iterator[None]:
    """It may be anything, and the library for keys reads only what is in form."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise ValidationError(WRONG_CODE) from None


class NewKey(OurWords, webauthn.AddWebAuthnForm):
    def clean(self) -> dict[str, Any]:
        with what_a_browser_says():
            return super().clean()


class KeyStep(OurWords, webauthn.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        with what_a_browser_says():
            return super().clean_credential()


class KeyStepAgain(KeyStep):
    reauthenticated = True
