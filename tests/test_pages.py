"""Lists and objects: each role sees its own, and nothing tells of the rest."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from programmes.models import Enrolment
from tests.cast import organisation, play
from tests.factories import (
    ContactFactory,
    EnrolmentFactory,
    MatchFactory,
    MenteeFactory,
    MentorFactory,
    ProjectFactory,
)

LISTS = [
    "organisations",
    "staff",
    "calls",
    "projects",
    "mentees",
    "enrolments",
    "mentors",
    "matches",
]


@pytest.fixture
def ours(db):
    return ProjectFactory(code="ours", name="Ons project", promoter=organisation("core"))


@pytest.fixture
def theirs(db):
    return ProjectFactory(code="theirs", name="Hun project", promoter=organisation("second"))


@pytest.mark.parametrize("name", LISTS)
def test_it_works(browse, name):
    assert browse("alice").get(reverse(name)).status_code == 200


def test_a_list_shows_ones_own_and_no_one_elses(browse, ours, theirs):
    page = browse("alice").get(reverse("projects")).content.decode()
    assert "Ons project" in page
    assert "Hun project" not in page


def test_what_is_anothers_does_not_exist(browse, theirs):
    hidden = browse("alice").get(reverse("project", args=[theirs.pk]))
    made_up = browse("alice").get(reverse("project", args=[uuid4()]))
    assert hidden.status_code == made_up.status_code == 404
    assert without_its_own_traits(hidden) == without_its_own_traits(made_up)


def without_its_own_traits(response):
    """The page without its address and its form token."""
    return re.sub(r'[0-9a-f-]{36}|(?<=value=")[A-Za-z0-9]{64}', "", response.content.decode())


@pytest.mark.parametrize(
    ("name", "kind", "make"),
    [
        ("mentees", "mentee", MenteeFactory),
        ("mentors", "mentor", MentorFactory),
        ("enrolments", "enrolment", EnrolmentFactory),
        ("matches", "match", MatchFactory),
    ],
)
def test_a_role_without_any_right_gets_the_same_refusal_for_every_address(browse, name, kind, make):
    ann, existing = browse("ann"), make()
    addresses = [
        reverse(name),
        reverse(kind, args=[existing.pk]),
        reverse(kind, args=[uuid4()]),
    ]
    assert [ann.get(address).status_code for address in addresses] == [403, 403, 403]


def test_an_unseen_code_in_a_filter_is_as_unknown_as_a_made_up_one(browse, ours, theirs):
    alice = browse("alice")
    answers = [alice.get(reverse("enrolments"), {"project": code}) for code in ["theirs", "x"]]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert "theirs" not in answers[0].content.decode().replace("?project=theirs", "")


def test_an_unknown_filter_is_refused(browse):
    response = browse("alice").get(reverse("projects"), {"nationality": "SY"})
    assert response.status_code == 400
    assert "nationality" in response.content.decode()


def test_a_search_for_more_words_than_a_database_takes_is_refused(browse):
    for page in ["enrolments", "registrations"]:
        assert browse("alice").get(reverse(page), {"q": "a " * 3000}).status_code == 400


def test_every_word_of_a_search_counts(browse, ours):
    for first, last in [("Amina", "Diallo"), ("Amina", "Haddad")]:
        MenteeFactory(promoter=ours.promoter, first_name=first, last_name=last)
    page = browse("alice").get(reverse("mentees"), {"q": "amina diallo"}).content.decode()
    assert "Diallo" in page
    assert "Haddad" not in page


def test_of_one_state_the_longest_waiting_come_first(browse, ours):
    late = EnrolmentFactory(code="a", project=ours, submitted=True, submitted_on=date(2022, 3, 1))
    early = EnrolmentFactory(code="b", project=ours, submitted=True, submitted_on=date(2022, 2, 1))
    response = browse("alice").get(reverse("enrolments"), {"state": "submitted"})
    assert list(response.context["object_list"]) == [early, late]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("projects", lambda project: ProjectFactory(promoter=project.promoter)),
        ("enrolments", lambda project: EnrolmentFactory(project=project, submitted=True)),
        ("matches", lambda project: MatchFactory(enrolment__project=project)),
        ("mentors", lambda project: MentorFactory(promoter=project.promoter)),
        ("staff", lambda project: MatchFactory(enrolment__project=project).coach),
    ],
)
def test_more_rows_take_no_more_queries(browse, ours, django_assert_num_queries, name, make):
    alice = browse("alice")
    make(ours)
    with django_assert_num_queries(200, exact=False) as few:
        alice.get(reverse(name))
    for _ in range(4):
        make(ours)
    with django_assert_num_queries(len(few), exact=False):
        alice.get(reverse(name))


def test_a_counsellor_knows_mentors_by_name_only(browse, ours):
    mentor = MatchFactory(enrolment__project=ours, mentor__postcode="9999").mentor
    vera = browse("vera")
    for address in [reverse("mentors"), reverse("mentor", args=[mentor.pk])]:
        page = vera.get(address).content.decode()
        assert str(mentor) in page
        assert "9999" not in page


def test_an_enrolment_shows_its_frozen_profile_and_its_duo(browse, ours):
    match = MatchFactory(enrolment__project=ours)
    page = browse("alice").get(reverse("enrolment", args=[match.enrolment.pk]))
    assert "Profiel bij de indiening" in page.content.decode()
    assert str(match.mentor) in page.content.decode()


def test_grants_are_for_who_may_see_money(browse, ours):
    ours.grants.create(kind="initial", decided_on="2019-12-01", amount="123456.78")
    address = reverse("project", args=[ours.pk])
    assert "123.456,78" in browse("alice").get(address).content.decode()
    assert "123.456,78" not in browse("carl").get(address).content.decode()


def test_the_menu_leads_nowhere_one_may_not_go(browse):
    for name in ["alice", "carl", "vera", "frank", "eva", "max", "ann", "ada"]:
        client = browse(name)
        for entry in client.get("/").context["menu"]:
            assert client.get(entry.url).status_code == 200, (name, entry.url)


def test_someone_who_sees_no_project_has_no_panel_about_them(browse):
    assert browse("ada").get("/").context["panels"] == []
    assert Enrolment.objects.visible_to(play("ada")).count() == 0


def test_a_counsellor_cannot_ask_of_mentors_what_they_may_not_read(browse, ours):
    MatchFactory(enrolment__project=ours)
    vera = browse("vera")
    assert vera.get(reverse("mentors"), {"trained": "yes"}).status_code == 400
    assert "Mentorvorming" not in vera.get(reverse("mentors")).content.decode()
    assert browse("alice").get(reverse("mentors"), {"trained": "yes"}).status_code == 200


def test_of_a_duo_a_counsellor_knows_the_status_and_of_contacts_the_day(browse, ours):
    match = MatchFactory(enrolment__project=ours)
    ContactFactory(match=match, minutes=1234)
    address = reverse("match", args=[match.pk])
    vera, alice = (browse(who).get(address).content.decode() for who in ["vera", "alice"])
    for telling in ["1.234", "Arabisch", str(match.coach)]:
        assert telling in alice
        assert telling not in vera
    assert "15\N{NO-BREAK SPACE}maart 2020" in vera
