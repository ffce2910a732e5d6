"""The API tried against its own description, with each role's key."""

import os

import pytest

from m2w.accounts.services.keys import issue
from tests.cast import play
from tests.fuzz import Fuzz
from tests.matrix import CAST, World

pytestmark = pytest.mark.django_db
# So many valid and as many invalid requests to each operation, as each role.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))


@pytest.mark.parametrize("role", CAST)
def test_every_answer_is_described(role, settings):
    settings.M2W_THROTTLE = False
    World.create()
    _token, key = issue(play(CAST[role]).acting)
    fuzz = Fuzz(key)
    fuzz.run(EXAMPLES)
    assert not fuzz.faults, "\n\n".join(fuzz.faults.values())
    assert fuzz.statuses.total() >= 625 * EXAMPLES
