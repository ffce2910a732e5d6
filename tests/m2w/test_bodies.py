"""What comes with a request to the API is an object, whatever else it may be."""

import pytest

from tests.cast import enrolment_of

pytestmark = pytest.mark.django_db


@pytest.fixture(
    params=["mentees/similar/", "screenings/check/", "matches/", "enrolments/{0.pk}/end/"]
)
def address(request):
    enrolment = enrolment_of(active=True)
    return "/api/v1/" + request.param.format(enrolment)


@pytest.mark.parametrize(
    "body", ["null", "[]", "1", '"x"', "true", "{", pytest.param("[" * 100_000, id="deep")]
)
def test_another_thing_is_refused(api, address, body):
    answer = api("alice").post(address, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
