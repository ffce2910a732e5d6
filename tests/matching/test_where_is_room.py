"""Where is there a place for this client: projects that fit, places, and languages of mentors."""

from datetime import date

import pytest

from m2w.audit.models import Entry
from matching.models import Mentor
from programmes.models import Mentee, Screening
from tests.cast import CORE, STRANGER, organisation, project_of
from tests.conftest import TODAY
from tests.factories import MatchFactory, MentorFactory, ProjectFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/waar-is-plaats/"
CLIENT = {
    "birth_date": "17/05/1990",
    "postcode": "2000",
    "migration_background": "yes",
    "home_language": "ar",
    "languages_language": ["ar"],
    "languages_level": ["C2"],
    "dutch_level": "A1",
    "dutch_attested": "no",
    "employed": "no",
    "vdab_guidance_since": "01/02/2019",
    "diploma_level": "primary",
}


def mentor(**values):
    return MentorFactory(**{"promoter": organisation(CORE)} | values)


@pytest.fixture
def vera(browse):
    project_of()
    return browse("vera")


def places(client, **sent):
    return client.post(ADDRESS, CLIENT | sent).context["places"]


def spoken(client, **sent):
    [place] = places(client, **sent)
    return [(one.language, one.mentors, one.is_shared) for one in place.languages]


def test_it_works(vera):
    mentor()
    page = vera.post(ADDRESS, CLIENT).content.decode()
    assert "komt in aanmerking" in page
    assert "40 plaatsen vrij" in page
    assert "<b>Arabisch (1)</b>" in page


def test_nothing_is_stored_or_shown_on_the_record(vera):
    vera.post(ADDRESS, CLIENT)
    assert not Mentee.objects.exists()
    assert not Screening.objects.exists()
    assert not Entry.objects.filter(action__startswith="file.").exists()


def test_only_birth_date_and_postcode_must_be_known(vera):
    answer = vera.post(ADDRESS, {"birth_date": "17/05/1990", "postcode": "2000"})
    [place] = answer.context["places"]
    assert place.option.result == "incomplete"
    errors = vera.post(ADDRESS, {}).context["form"].errors
    assert set(errors) == {"birth_date", "postcode"}


def test_languages_are_those_of_free_mentors(vera):
    mentor(languages={"ar": "C1", "nl": "C2", "fr": "A1"})
    mentor(languages={"ti": "C1"}, trained_on=None)
    mentor(languages={"ti": "C1"}, active_until=date(2022, 3, 31))
    mentor(languages={"ti": "C1"}, paused_from=date(2022, 3, 1))
    mentor(languages={"ti": "C1"}, promoter=organisation(STRANGER))
    mentor(languages={"ti": "C1"}, restricted_on=TODAY)
    full = mentor(languages={"ti": "C1"})
    MatchFactory(mentor=full, enrolment__project=project_of())
    assert spoken(vera) == [("ar", 1, True), ("nl", 1, False)]


def test_a_second_place_counts(vera):
    busy = mentor(capacity=2)
    MatchFactory(mentor=busy, enrolment__project=project_of())
    assert spoken(vera) == [("ar", 1, True), ("nl", 1, False)]


def test_one_whose_duo_ended_is_free_again(vera):
    free = mentor()
    MatchFactory(
        mentor=free,
        enrolment__project=project_of(),
        ended_on=date(2021, 1, 1),
        end_reason="completed",
    )
    assert ("ar", 1, True) in spoken(vera)


def test_a_language_is_shared_from_the_level_of_the_call(vera):
    mentor(languages={"ar": "C1"})
    assert spoken(vera, languages_level=["A1"]) == [("ar", 1, False)]


def test_no_mentor_is_named(vera):
    mentor(first_name="Uniek", last_name="Genaamd")
    page = vera.post(ADDRESS, CLIENT).content.decode()
    assert "Uniek" not in page
    assert "Genaamd" not in page


def test_without_mentors_it_says_so(vera):
    assert not Mentor.objects.exists()
    page = vera.post(ADDRESS, CLIENT).content.decode()
    assert "Geen mentor met een vrije plaats." in page


@pytest.mark.parametrize("postcode", ["", "20", "abcd", "20000"])
def test_a_wrong_value_is_told_at_its_field(vera, postcode):
    page = vera.post(ADDRESS, CLIENT | {"postcode": postcode})
    assert "postcode" in page.context["form"].errors
    assert 'value="17/05/1990"' in page.content.decode()


def test_it_costs_the_same_however_many_there_are(vera, django_assert_max_num_queries):
    for number in range(6):
        ProjectFactory(promoter=organisation(STRANGER), starts_on=date(2021, 6, 1))
        mentor(promoter=organisation(STRANGER), languages={"ar": "C1", "nl": f"B{number % 2 + 1}"})
    with django_assert_max_num_queries(20):
        assert len(places(vera)) == 7
