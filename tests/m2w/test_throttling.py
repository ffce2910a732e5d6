"""So many requests a minute for each key."""

import pytest

pytestmark = pytest.mark.django_db

URL = "/api/v1/mentees/"


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    settings.M2W_API_RATE = "2/min"


def test_who_asks_too_much_waits(api):
    alice = api("alice")
    assert [alice.get(URL).status_code for _ in range(3)] == [200, 200, 429]
    answer = alice.get(URL)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "throttled"
    assert 0 < int(answer["Retry-After"]) <= 60


def test_another_key_does_not(api):
    alice, also_alice = api("alice"), api("alice")
    assert [alice.get(URL).status_code for _ in range(3)][-1] == 429
    assert also_alice.get(URL).status_code == 200


def test_a_session_counts_too(browse):
    alice = browse("alice")
    assert [alice.get(URL).status_code for _ in range(3)] == [200, 200, 429]


def test_the_limit_can_be_lifted(api, settings):
    settings.M2W_THROTTLE = False
    alice = api("alice")
    assert {alice.get(URL).status_code for _ in range(4)} == {200}
