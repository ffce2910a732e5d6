"""Where a round and its sheets are read, and where each thing is done with them."""

from django.urls import reverse

from programmes.choices import EvaluationKind
from programmes.evaluation_rounds import Round
from programmes.models import Evaluation


def named_in_path(on_round: Round) -> dict[str, str]:
    """How the addresses of a round name it."""
    return {
        "kind": on_round.kind,
        "level": on_round.scope.level,
        "code": on_round.scope.code,
        "start": on_round.period.start.isoformat(),
    }


def round_url(on_round: Round) -> str:
    """The page of a round; the two-monthly ones have the shorter address."""
    named = named_in_path(on_round)
    if on_round.kind != EvaluationKind.BIMONTHLY:
        return reverse("evaluation_of_kind", kwargs=named)
    del named["kind"]
    return reverse("evaluation_round", kwargs=named)


def round_act_url(name: str, on_round: Round, **more: str) -> str:
    return reverse(name, kwargs=named_in_path(on_round) | more)


def sheet_url(sheet: Evaluation) -> str:
    return reverse("evaluation", args=[sheet.pk])
