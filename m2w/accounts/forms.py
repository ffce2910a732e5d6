"""Sign-in as the house writes it: allauth's forms with our words, labels above the fields."""

from typing import Any

from allauth.account import forms as account
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mailadres"),
    "email": _("E-mailadres"),
    "password": _("Wachtwoord"),
    "oldpassword": _("Huidig wachtwoord"),
    "password1": _("Nieuw wachtwoord"),
    "password2": _("Nieuw wachtwoord, nog een keer"),
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
