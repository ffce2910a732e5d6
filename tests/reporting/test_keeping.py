"""A table that was kept is the same table again, also beside what is computed now."""

import json

import pytest

from m2w import periods
from reporting.comparing import compare
from reporting.keeping import kept, table_of
from reporting.rehearsing import findings
from reporting.release import as_they_are
from reporting.reports.cross import CROSS, SHARES
from reporting.selection import select
from tests.factories import EnrolmentFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("show", SHARES)
def test_nothing_changed_in_a_cross_table_that_did_not_change(show):
    EnrolmentFactory.create_batch(3, project=ProjectFactory(), submitted=True)
    EnrolmentFactory.create_batch(4, project=ProjectFactory(), submitted=True)
    asked = {"measure": "submitted", "rows": "project", "columns": "gender", "show": show}
    now = as_they_are(CROSS.run(select(periods.today()), **asked))
    then = table_of(json.loads(json.dumps(kept(now))))
    assert then.rows == now.rows
    assert compare({"1": then}, {"1": now}, [], []) == []
    assert findings({"1": then}, {"1": now}) == []
