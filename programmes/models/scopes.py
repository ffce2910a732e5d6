"""What is evaluated, and when: a kind, a level with its scope, and a period."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from m2w.models import BaseModel
from programmes.choices import EvaluationKind, Level
from programmes.models.calls import Call, Project

SCOPE_OF_LEVEL = (
    Q(level=Level.PROMOTER, project__isnull=False, province="", call__isnull=True)
    | Q(level=Level.PROVINCE, project__isnull=True, call__isnull=True) & ~Q(province="")
    | Q(level=Level.CENTRAL, project__isnull=True, province="", call__isnull=False)
)
FIELD_OF_LEVEL = {
    Level.PROMOTER.value: "project",
    Level.PROVINCE.value: "province",
    Level.CENTRAL.value: "call",
}


class Scoped(BaseModel):
    """A row about one period of a project, a province or a call; the level says of which."""

    kind = models.CharField(_("soort"), max_length=9, choices=EvaluationKind)
    level = models.CharField(_("niveau"), max_length=8, choices=Level)
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    province = models.CharField(_("provincie"), max_length=5, blank=True)
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    period_start = models.DateField(_("periode vanaf"))

    class Meta:
        abstract = True

    @property
    def scope(self) -> str:
        """The code of what is evaluated: project, province (NIS) or call."""
        owner = self.project or self.call
        return owner.code if owner else self.province


def once_per_scope(name: str, message: Any, *more: str) -> list[models.UniqueConstraint]:
    """One row per kind, scope and period, and whatever `more` names."""
    return [
        models.UniqueConstraint(
            fields=["kind", scope, *more, "period_start"],
            condition=Q(level=level),
            name=f"{name}_once_per_{level}",
            violation_error_message=message,
            violation_error_code="already_there",
        )
        for level, scope in FIELD_OF_LEVEL.items()
    ]


def scope_follows_level(name: str, message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=SCOPE_OF_LEVEL,
        name=f"{name}_scope_of_level",
        violation_error_message=message,
    )
