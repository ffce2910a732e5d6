"""Two extensions granted at the same moment never exceed the budget of their call together."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from programmes import services
from programmes.models import Extension, Grant
from tests.cast import CORE, organisation, play
from tests.factories import (
    EvaluationFactory,
    ExtensionRequestFactory,
    LotFactory,
    ProjectFactory,
)
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)


def asked(lot):
    """A request of a project that was judged well."""
    project = ProjectFactory(lot=lot, promoter=organisation(CORE))
    EvaluationFactory(
        project=project,
        kind="final",
        track="",
        period_start=project.starts_on,
        held_on=date(2021, 10, 1),
        verdict="positive",
    )
    return ExtensionRequestFactory(project=project, amount=Decimal(60_000))


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_that_do_not_fit_together_one_is_granted(attempt):
    lot = LotFactory(call__budget=Decimal(100_000))
    grants = [
        partial(services.grant_extension, asked(lot), by=play("max")) for _request in range(2)
    ]
    assert race(*grants) == {DONE: 1, "over_budget": 1}
    assert Extension.objects.count() == Grant.objects.count() == 1


@pytest.mark.parametrize("attempt", range(5))
def test_no_extension_stands_on_a_sheet_that_is_open_again(attempt):
    request = asked(LotFactory(call__budget=Decimal(100_000)))
    sheet = request.project.evaluations.get()
    results = race(
        partial(services.grant_extension, request, by=play("max")),
        partial(services.reopen_sheet, sheet, by=play("max"), reason="Tikfout"),
    )
    assert results[DONE] == 1
    assert results["extension_decided"] + results["no_final_evaluation"] == 1
