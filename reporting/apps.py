from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("Rapportering")

    def ready(self) -> None:
        post_migrate.connect(install_reference_data, sender=self)


def install_reference_data(sender: AppConfig, using: str, **kwargs: Any) -> None:
    from reporting.reference import (
        install_disclosure_rules,
        install_questions,
        install_rule_texts,
    )

    install_rule_texts(using)
    install_disclosure_rules(using)
    install_questions(using)
