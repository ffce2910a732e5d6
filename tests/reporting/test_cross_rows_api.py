"""/api/v1/reports/cross/rows/: the enrolments behind one count."""

import pytest

from tests.cast import STRANGER, enrolment_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/reports/cross/rows/"


def test_it_works(api):
    counted = enrolment_of(active=True, mentee__gender="f")
    enrolment_of(active=True, mentee__gender="m")
    enrolment_of(STRANGER, active=True, mentee__gender="f")
    [found] = api("alice").get(URL, {"measure": "started", "gender": "f"}).json()["results"]
    assert found["id"] == str(counted.pk)


def test_a_measure_is_asked_for_and_nothing_unknown(api):
    alice = api("alice")
    assert list(alice.get(URL).json()["errors"]) == ["measure"]
    assert alice.get(URL, {"measure": "started", "wat": "1"}).status_code == 400


@pytest.mark.parametrize("who", ["frank", "eva", "max", "ann", "ada"])
def test_it_opens_to_who_reads_enrolments(api, who):
    assert api(who).get(URL, {"measure": "started"}).status_code == 403
