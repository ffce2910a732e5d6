"""Whom a project still looks for, on a page: domain.md 4."""

import pytest
from django.urls import reverse

from programmes.models import Call
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.factories import EnrolmentFactory, InterestFactory, MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    who_wait()


def who_wait():
    """Selam and Yonas speak Tigrinya; Hilde does too, and still has to follow the training."""
    coach = play("carl").acting.staff
    coach.languages = {"nl": "C2"}
    coach.save()
    for name in ("Selam", "Yonas"):
        EnrolmentFactory(
            project=project_of(),
            approved=True,
            mentee__first_name=name,
            mentee__home_language="ti",
            mentee__languages={},
            mentee__dutch_level="A1",
            mentee__postcode="2018",
        )
    MentorFactory(
        code="K1",
        promoter=organisation(CORE),
        first_name="Hilde",
        last_name="Maes",
        languages={"ti": "B1", "nl": "C2"},
        trained_on=None,
    )
    MentorFactory(promoter=organisation(STRANGER), languages={"ti": "C2", "nl": "C2"})


def gap(client, **asked):
    return client.get(reverse("project_gap", args=[project_of().pk]), asked)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_it_works(browse, people):
    page = text(gap(browse("alice")))
    assert "van 2 wachtende mentees kunnen er 0 vandaag een mentor krijgen" in page
    who = "één mentor die Tigrinya en een taal van een mentor-coach spreekt in Antwerpen"
    assert f"{who}</b> krijgen 2 mentees" in page
    assert "Selam" in page
    assert "1 nog niet gevormd" in page
    assert "Hilde Maes volgt de mentorvorming: dat plaatst 1 mentee" in page


def test_what_if_a_mentor_had_followed_the_training(browse, people):
    page = text(gap(browse("alice"), mentor="K1"))
    assert "Met deze kandidaten krijgt 1 mentee meer een mentor." in page


def test_what_if_someone_who_showed_interest_joined(browse, people):
    languages = {"ti": "C1", "nl": "C2"}
    interest = InterestFactory(promoter=organisation(CORE), languages=languages, postcode="2000")
    page = text(gap(browse("alice"), mentor="K1", interest=interest.code))
    assert "Met deze kandidaten krijgen 2 mentees meer een mentor." in page


def test_a_candidate_who_is_none_is_refused_at_the_question(browse, people):
    stranger = InterestFactory(promoter=organisation(STRANGER), first_name="Vreemde")
    InterestFactory(promoter=organisation(CORE))
    answer = gap(browse("alice"), interest=stranger.code)
    assert answer.status_code == 200
    assert "meer een mentor.</b>" not in text(answer)
    assert stranger.first_name not in text(answer)


def test_an_unknown_question_is_refused(browse, people):
    assert gap(browse("alice"), x="1").status_code == 400


def test_nobody_waits(browse):
    project_of()
    page = text(gap(browse("alice")))
    assert "vandaag wacht niemand op een mentor" in page
    assert "Er wacht niemand" in page


def test_everyone_who_waits_can_get_a_mentor(browse, people):
    MentorFactory(promoter=organisation(CORE), capacity=2, languages={"ti": "C2", "nl": "C2"})
    assert "Iedereen die wacht, kan een mentor krijgen." in text(gap(browse("alice")))


def test_weights_that_make_no_score_say_whom_to_ask(browse, people):
    Call.objects.update(match_weights={"sector": -1})
    assert "“Sector” moet een geheel getal van 0 tot 1000 zijn" in text(gap(browse("alice")))


def test_the_stranger_and_the_coach_do_not_come_in(browse, people):
    assert gap(browse("charlie")).status_code == 404
    assert gap(browse("carl")).status_code == 403


def test_its_queries_do_not_grow(browse, people, django_assert_max_num_queries):
    client = browse("alice")
    with django_assert_max_num_queries(30) as few:
        gap(client)
    for number in range(4):
        EnrolmentFactory(project=project_of(), approved=True, mentee__home_language="so")
        languages = {"so": "C2", "nl": "B1"}
        MentorFactory(promoter=organisation(CORE), trained_on=None, languages=languages)
        InterestFactory(promoter=organisation(CORE), first_name=f"Nieuw {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        gap(client)
