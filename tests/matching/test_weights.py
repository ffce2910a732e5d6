"""What the parts of a score weigh in a call: domain.md 4."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from m2w.audit.models import Entry
from matching import services
from programmes.models import Call
from tests.cast import play, project_of
from tests.matching.crowds import WEIGHTS

pytestmark = pytest.mark.django_db


def call():
    return project_of().lot.call


def address():
    return reverse("call_weights", args=[call().pk])


def kept():
    return Call.objects.get(pk=call().pk).match_weights


def test_it_works(browse):
    client = browse("max")
    page = client.get(address())
    assert 'name="sector" value="30"' in page.text
    answer = client.post(address(), WEIGHTS | {"sector": "50"}, follow=True)
    assert "De gewichten zijn bewaard." in answer.text
    assert kept() == WEIGHTS | {"sector": 50}


@pytest.mark.parametrize("wrong", ["-1", "1001", "2.5", "veel", "", "999999999999999999999"])
def test_what_is_no_weight_is_said_at_its_part(browse, wrong):
    answer = browse("max").post(address(), WEIGHTS | {"language": wrong})
    assert answer.status_code == 200
    assert "m2w-field--error" in answer.text
    assert kept() == WEIGHTS


def test_not_all_of_them_weigh_nothing(browse):
    answer = browse("max").post(address(), dict.fromkeys(WEIGHTS, 0))
    assert "Geef minstens één onderdeel gewicht." in answer.text


def test_absurd_weights_that_were_stored_can_be_mended(browse):
    Call.objects.filter(pk=call().pk).update(match_weights=[])
    assert browse("max").get(address()).status_code == 200


def test_on_the_record_and_in_the_history():
    services.weigh_parts(call(), by=play("max"), **WEIGHTS | {"wishes": 9})
    assert Entry.objects.get(action="call.weighed").object_id == str(call().pk)
    assert call().history.first().match_weights["wishes"] == 9


@pytest.mark.parametrize("wrong", [{"sector": -1}, {"luck": 1}])
def test_the_service_takes_no_others_either(wrong):
    with pytest.raises(ValidationError):
        services.weigh_parts(call(), by=play("max"), **WEIGHTS | wrong)


@pytest.mark.parametrize("who", ["alice", "vera", "ann"])
def test_nobody_else(who):
    with pytest.raises(PermissionDenied):
        services.weigh_parts(call(), by=play(who), **WEIGHTS)
