"""/api/v1/account/: one's own account, and nobody else's."""

import pytest

from m2w.outbox.services import mails_wanted
from tests.cast import play

pytestmark = pytest.mark.django_db

URL = "/api/v1/account/"


def test_it_works(api):
    alice = api("alice")
    found = alice.get(URL).json()
    acting = play("alice").acting
    here = {"role": "coordinator", "organisation": str(acting.organisation.pk)}
    here |= {"staff": str(acting.staff.pk)}
    assert found == {
        "name": "Alice",
        "email": "alice@m2w.example",
        "acting": here,
        "roles": [here],
        "daily_mail": True,
        "mail_language": "nl-be",
    }
    sent = {"daily_mail": False, "mail_language": "en"}
    assert alice.patch(URL, sent, format="json").json() == found | sent
    assert mails_wanted(play("alice")).language == "en"
    assert api("carl").get(URL).json()["daily_mail"] is True


@pytest.mark.parametrize("wrong", [{"daily_mail": "x"}, {"mail_language": "fr"}, {"name": "A"}])
def test_what_is_wrong_is_told_at_its_field(api, wrong):
    answer = api("alice").patch(URL, wrong, format="json")
    assert (answer.status_code, answer.json()["errors"].keys()) == (400, wrong.keys())
