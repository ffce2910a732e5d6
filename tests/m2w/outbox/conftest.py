import pytest

from tests.cast import CORE, STRANGER, project_of
from tests.factories import ClaimFactory


@pytest.fixture
def costs_declared(db):
    """Nothing is due of either promoter's costs, so that nobody is reminded of them."""
    for code in (CORE, STRANGER):
        for year in (2020, 2021):
            ClaimFactory(project=project_of(code), year=year)
