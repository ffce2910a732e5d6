"""The API tried against its own description, with each role's key: over 10,000 requests."""

import os

import pytest

from m2w.accounts.services.keys import issue
from tests.cast import play
from tests.fuzz import Fuzz, operations
from tests.matrix import CAST, World

pytestmark = pytest.mark.django_db
# So many valid and as many invalid requests to each operation, as each role.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))


# Of equal size, so that one process does not wait for another.
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_answer_is_described(part, settings):
    settings.M2W_THROTTLE = False
    World.create()
    asked = operations()[part::PARTS]
    fuzz = Fuzz({role: issue(play(name).acting)[1] for role, name in CAST.items()})
    fuzz.run(asked, EXAMPLES)
    assert not fuzz.faults, "\n\n".join(fuzz.faults.values())
    for role, statuses in fuzz.statuses.items():
        # Of some operations nothing that is asked can be wrong.
        assert statuses.total() >= 1.9 * len(asked) * EXAMPLES, role
