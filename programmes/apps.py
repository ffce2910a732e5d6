from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import Role
from m2w.documents import owners
from m2w.documents.owners import Owner
from m2w.reference import install

CRITERIA = Path(__file__).with_name("data") / "criteria.toml"


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("Programma's")

    def ready(self) -> None:
        from m2w.privacy import bundle, erasure
        from programmes import inspection
        from programmes.models import Claim, ClaimLine, Meeting, Mentee

        post_migrate.connect(install_criteria, sender=self)
        owners.register(Owner("mentee", Mentee, "mentee", _("Mentees"), "mentees"))
        # Minutes may name people, which the ministry does not read.
        owners.register(
            Owner(
                "meeting",
                Meeting,
                "meeting",
                _("Evaluaties"),
                "evaluations",
                withheld_from=frozenset({Role.ANALYST}),
            )
        )
        owners.register(Owner("claim", Claim, "claim", _("Kosten"), "claims"))
        owners.register(
            # What VDAB asks for can still be added.
            Owner(
                "claim_line",
                ClaimLine,
                "claim_line",
                _("Kosten"),
                "claims",
                added_through="takes_proof_from",
            )
        )
        bundle.attach(inspection.registrations)
        erasure.on_erase(forget_registrations)


def forget_registrations(kind: str, key: Any) -> None:
    """Who is erased is not kept in a draft either."""
    from programmes.models import Mentee
    from programmes.services.registrations import forget_along

    if kind == Mentee._meta.label_lower:
        forget_along(Mentee.objects.get(pk=key))


def install_criteria(sender: AppConfig, using: str, **kwargs: Any) -> None:
    from programmes.models import EvaluationCriterion

    criteria = EvaluationCriterion.objects.using(using)
    install.keep(criteria, install.read(CRITERIA)["criterion"], key=("code", "valid_from"))
