from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "m2w.privacy"
    label = "privacy"
    verbose_name = _("Rechten van de betrokkene")

    def ready(self) -> None:
        from m2w.privacy.classification import check_classification

        checks.register(check_classification)
        post_migrate.connect(install_terms, sender=self)


def install_terms(sender: AppConfig, using: str, **kwargs: Any) -> None:
    from m2w.privacy.models import RetentionTerm
    from m2w.privacy.terms import DEFAULT_MONTHS
    from m2w.reference import install

    found = [{"category": code, "months": n} for code, n in DEFAULT_MONTHS.items()]
    install.keep(RetentionTerm.objects.using(using), found, key=("category",))
