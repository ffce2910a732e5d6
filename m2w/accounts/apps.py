from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "m2w.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from m2w.accounts import oidc, recording, second_factor  # noqa: F401 - signals
        from m2w.accounts.kept_answers import forget_answers
        from m2w.privacy import erasure

        erasure.on_erase(forget_answers)
        second_factor.check_setting()
        oidc.check_setting()
