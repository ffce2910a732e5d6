"""The call for volunteers: on paper, with a code that leads to the form."""

import re

import pytest
from django.urls import reverse

from programmes.models import Call
from tests.cast import CORE, organisation, play, project_of
from tests.factories import EnrolmentFactory, MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    """Two wait who share no language with the only mentor."""
    play("carl")
    for language, name in {"ti": "Selam", "so": "Ayaan"}.items():
        EnrolmentFactory(
            project=project_of(),
            approved=True,
            mentee__home_language=language,
            mentee__languages={},
            mentee__first_name=name,
        )
    MentorFactory(promoter=organisation(CORE), first_name="Griet", languages={"en": "C2"})


def call(client, **asked):
    return client.get(reverse("project_call", args=[project_of().pk]), asked)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_it_works(browse):
    page = text(call(browse("alice")))
    assert "Mentoren die een van deze talen spreken:" in page
    assert "<li>Somalisch</li>" in page
    assert "<li>Tigrinya</li>" in page
    assert '<svg class="m2w-qr"' in page


def test_for_one_language_in_one_province(browse):
    page = text(call(browse("alice"), language="ti", province="10000"))
    assert "Mentoren in Antwerpen of in de buurt die deze taal spreken:" in page
    assert "Somalisch" not in page


def test_it_names_nobody(browse):
    page = text(call(browse("alice")))
    assert not any(name in page for name in ("Selam", "Ayaan", "Griet"))


def test_its_link_opens_the_form_without_an_account(browse, client):
    page = text(call(browse("alice"), language="ti"))
    link = re.search(r"/interesse/[^<\s]+", page).group()
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("asked", [{"language": "zz"}, {"province": "1"}, {"x": "1"}])
def test_what_does_not_exist_is_refused(browse, asked):
    assert call(browse("alice"), **asked).status_code == 400


def test_weights_that_make_no_score_leave_the_call_general(browse):
    Call.objects.update(match_weights={})
    assert "naast het Nederlands nog een taal" in text(call(browse("alice")))


def test_the_stranger_and_the_coach_do_not_come_in(browse):
    assert call(browse("charlie")).status_code == 404
    assert call(browse("carl")).status_code == 403
