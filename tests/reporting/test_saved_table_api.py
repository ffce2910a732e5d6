"""The API of saved tables: kept, renamed and removed as on their pages."""

import pytest
import time_machine

from tests.factories import CallFactory

pytestmark = pytest.mark.django_db

ALL = "/api/v1/saved_tables/"
NEW = {
    "name": "Starters",
    "options": {"rows": "gender", "columns": "province", "measure": "started"},
}


def made(client, **body) -> str:
    return f"{ALL}{client.post(ALL, NEW | body, format='json').json()['id']}/"


def test_it_works(api):
    alice = api("alice")
    CallFactory(code="call")
    day = {"as_of": "2022-02-01", "call": "call"}
    one = made(alice, options=NEW["options"] | day)
    told = alice.get(one).json()
    assert (told["report"], told["options"]) == ("cross", NEW["options"] | day)
    assert told["address"].startswith("/kruistabellen/?")
    assert "rows=gender" in told["address"]
    assert alice.patch(one, {"name": "Anders"}, format="json").json()["name"] == "Anders"
    assert alice.get(f"{ALL}?q=anders").json()["count"] == 1
    assert alice.delete(one).status_code == 204
    assert alice.get(one).status_code == 404


def test_the_day_that_it_was_saved_on_is_that_of_brussels(api):
    ann = api("ann")
    with time_machine.travel("2022-04-01T22:30:00Z"):
        one = made(ann)
    assert ann.get(one).json()["saved_on"] == "2022-04-02"


def test_a_series_is_kept(api):
    options = {"rows": "gender", "measure": "started", "every": "month", "since": "2021-12-01"}
    assert api("ann").post(ALL, NEW | {"options": options}, format="json").status_code == 201


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"report": "zeppelin"}, "report"),
        ({"options": {}}, "options"),
        ({"options": {"rows": "gender", "columns": "gender", "measure": "started"}}, "options"),
        ({"options": NEW["options"] | {"as_of": "gisteren"}}, "options"),
        ({"options": NEW["options"] | {"zeppelin": "1"}}, "options"),
        ({"options": NEW["options"] | {"project": "zeppelin"}}, "options"),
        ({"zeppelin": "1"}, "zeppelin"),
    ],
)
def test_bad_input_is_refused_at_its_field(api, body, field):
    answer = api("ann").post(ALL, NEW | body, format="json")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {field}


def test_a_name_is_there_once(api):
    ann = api("ann")
    made(ann)
    assert ann.post(ALL, NEW, format="json").status_code == 409
    other = made(ann, name="Anders")
    assert ann.patch(other, {"name": "Starters"}, format="json").status_code == 409


def test_colleagues_open_it_and_others_do_not(api):
    one = made(api("alice"))
    assert api("carl").get(one).status_code == 200
    assert api("carl").patch(one, {"name": "Anders"}, format="json").status_code == 403
    assert api("carl").delete(one).status_code == 403
    assert api("charlie").get(one).status_code == 404
    assert api("ada").get(one).status_code == 403
