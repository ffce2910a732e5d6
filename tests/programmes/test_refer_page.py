"""Referring a client: first where they fit, then the referral; nothing is stored in between."""

import re
from datetime import date

import pytest
from django.urls import reverse

from m2w.outbox.models import Notice
from m2w.reference.provinces import LIMBURG
from programmes.models import Enrolment, Mentee, Screening
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.factories import LotFactory, MembershipFactory, MenteeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/doorverwijzen/"
CLIENT = {
    "first_name": "Selam",
    "last_name": "Tesfay",
    "birth_date": "17/05/1990",
    "gender": "f",
    "vdab_number": "V 123.456",
    "postcode": "2000",
    "nationality": "ER",
    "migration_background": "yes",
    "home_language": "Tigrinya",
    "languages_language": ["ti", "en"],
    "languages_level": ["C2", "B1"],
    "dutch_level": "A1",
    "dutch_attested": "no",
    "dutch_insufficient_for_job_target": "unknown",
    "employed": "no",
    "benefit_entitled": "yes",
    "vdab_guidance_since": "01/02/2019",
    "diploma_level": "primary",
    "diploma_recognised": "unknown",
}


@pytest.fixture
def vera(browse):
    project_of()
    return browse("vera")


def post(client, **sent):
    return client.post(ADDRESS, CLIENT | sent)


def told(page):
    return {option.room.project.name: option.mark.label for option in page.context["options"]}


def test_it_works(vera):
    project = project_of()
    page = post(vera, act="look")
    assert told(page) == {project.name: "komt in aanmerking"}
    answer = post(vera, act="refer", project=project.pk)
    enrolment = Enrolment.objects.get()
    assert answer["Location"] == reverse("enrolment", args=[enrolment.pk])
    assert (enrolment.state, enrolment.counsellor) == ("referred", play("vera").acting.staff)
    mentee = enrolment.mentee
    assert (mentee.vdab_number, mentee.languages) == ("V123456", {"ti": "C2", "en": "B1"})


def test_looking_stores_nothing(vera):
    post(vera, act="look")
    assert not Mentee.objects.exists()
    assert not Screening.objects.exists()


def test_what_was_typed_stays(vera):
    html = post(vera, act="look").content.decode()
    for typed in ["Selam", "17/05/1990", "Tigrinya"]:
        assert f'value="{typed}"' in html


def test_every_project_of_ones_provinces_is_judged(vera):
    project = project_of()
    far = LotFactory(provinces=(LIMBURG,))
    ProjectFactory(name="Ver", lot=far, starts_on=date(2021, 6, 1))
    youth = LotFactory(subgroups=("youth",))
    ProjectFactory(name="Jong", lot=youth, starts_on=date(2021, 6, 1))
    page = post(vera, act="look")
    found = told(page)
    assert found == {project.name: "komt in aanmerking", "Jong": "komt niet in aanmerking"}
    assert next(iter(found)) == project.name


def test_what_is_not_known_is_named(vera):
    page = post(vera, act="look", home_language="").content.decode()
    assert "Nog nodig: de thuistaal." in page


def test_a_draft_instead(vera):
    post(vera, act="draft", project=project_of().pk)
    draft = Enrolment.objects.get()
    assert (draft.state, draft.entered_by) == ("draft", play("vera"))
    page = vera.get(reverse("enrolment_submit", args=[draft.pk]))
    assert page.status_code == 200


def test_the_promoter_hears_of_a_referral(vera):
    alice = play("alice")
    post(vera, act="refer", project=project_of().pk)
    assert Notice.objects.get().to.user == alice


@pytest.mark.parametrize("act", ["refer", "draft"])
def test_a_project_is_chosen(vera, act):
    page = post(vera, act=act)
    assert page.context["form"].errors == {"project": ["Kies een project."]}
    assert "Waar past uw klant?" in page.content.decode()
    assert not Enrolment.objects.exists()


def test_not_one_of_another_province(vera):
    far = ProjectFactory(lot=LotFactory(provinces=(LIMBURG,)), starts_on=date(2021, 6, 1))
    assert "project" in post(vera, act="refer", project=far.pk).context["form"].errors


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "31/02/1990"),
        ("birth_date", "01/01/2030"),
        ("postcode", "20"),
        ("vdab_number", ""),
        ("vdab_number", "V" * 30),
        ("first_name", "x" * 300),
        ("home_language", "Klingonees"),
        ("dutch_level", "D9"),
        ("vdab_guidance_until", "01/01/2018"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(vera, field, value):
    page = post(vera, act="refer", project=project_of().pk, **{field: value})
    assert field in page.context["form"].errors
    assert not Mentee.objects.exists()


def test_a_file_that_the_promoter_has_is_not_told(vera):
    MenteeFactory(promoter=organisation(CORE), vdab_number="V123456")
    MenteeFactory(promoter=organisation(STRANGER), vdab_number="V123456")
    page = post(vera, act="look").content.decode()
    assert not re.search("al een dossier|bestaat al", page)
    post(vera, act="refer", project=project_of().pk)
    assert Mentee.objects.filter(promoter=organisation(CORE)).count() == 1


def test_who_works_for_the_promoter_may_not(vera):
    MembershipFactory(staff__user=play("vera"), staff__organisation=organisation(CORE))
    assert post(vera, act="refer", project=project_of().pk).status_code == 403


def test_a_made_up_field_is_refused(vera):
    assert post(vera, act="look", state="approved").status_code == 400


def test_without_a_project_it_says_so(browse):
    page = post(browse("vera"), act="look").content.decode()
    assert "Vandaag loopt er geen project in uw provincies." in page
