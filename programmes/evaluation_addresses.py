"""Where a round and its sheets are read, and where each thing is done with them."""

from typing import Protocol

from django.urls import reverse

from m2w.periods import Period
from programmes.choices import EvaluationKind
from programmes.models import Evaluation


class OfScope(Protocol):
    @property
    def level(self) -> str: ...
    @property
    def code(self) -> str: ...


class OnRound(Protocol):
    """What an address needs of a round."""

    @property
    def kind(self) -> str: ...
    @property
    def scope(self) -> OfScope: ...
    @property
    def period(self) -> Period: ...


def named_in_path(on_round: OnRound) -> dict[str, str]:
    """How the addresses of a round name it."""
    return {
        "kind": on_round.kind,
        "level": on_round.scope.level,
        "code": on_round.scope.code,
        "start": on_round.period.start.isoformat(),
    }


def round_url(on_round: OnRound) -> str:
    """The page of a round; the two-monthly ones have the shorter address."""
    named = named_in_path(on_round)
    if on_round.kind != EvaluationKind.BIMONTHLY:
        return reverse("evaluation_of_kind", kwargs=named)
    del named["kind"]
    return reverse("evaluation_round", kwargs=named)


def round_act_url(name: str, on_round: OnRound, **more: str) -> str:
    return reverse(name, kwargs=named_in_path(on_round) | more)


def sheet_url(sheet: Evaluation) -> str:
    return reverse("evaluation", args=[sheet.pk])
