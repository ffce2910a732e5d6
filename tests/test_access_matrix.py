"""Every address × method × role × whose object: own, colleague's, stranger's, far, nothing."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from m2w.doors import addresses
from m2w.querysets import GatedQuerySet
from tests.cast import play
from tests.matrix import CAST, LISTS, OBJECTS, OWN, PAGES, STRANGER_S, World, faults

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="rights know no database"
    ),
]


@pytest.fixture
def world(db, monkeypatch):
    """It asks more in a minute than any program may."""
    monkeypatch.setattr(settings, "M2W_THROTTLE", False)
    return World.create()


@pytest.mark.parametrize("role", CAST)
def test_the_matrix(world, role):
    assert list(faults(world, role)) == []


def test_every_address_is_in_it():
    assert {entry.name for entry in addresses()} == set(PAGES) | set(LISTS)


@pytest.mark.parametrize("role", ["coordinator", "coach", "counsellor"])
def test_it_goes_red_without_the_gate(world, role, monkeypatch):
    monkeypatch.setattr(GatedQuerySet, "visible_to", lambda rows, user: rows.all())
    assert any("names the mentee of" in fault for fault in faults(world, role))


def test_it_goes_red_without_the_doors(world, monkeypatch):
    monkeypatch.setattr("m2w.doors.Door.opens_to", lambda door, role: True)
    monkeypatch.setattr(GatedQuerySet, "opens_to", classmethod(lambda rows, user: True))
    assert any("mentees: GET is 200" in fault for fault in faults(world, "analyst"))


def test_it_goes_red_without_the_record(world, monkeypatch):
    monkeypatch.setattr("m2w.pages.shows", lambda *args: None)
    assert any("without a record" in fault for fault in faults(world, "coordinator"))


class TestNoOracle:
    """A guess tells nothing: what is another's answers as what does not exist."""

    FILTERS = {
        "enrolments": ["project", "coach"],
        "matches": ["project", "coach", "mentor", "enrolment"],
        "mentees": ["project"],
        "projects": ["lot", "promoter"],
        "staff": ["organisation"],
    }

    @pytest.mark.parametrize("name", FILTERS)
    def test_a_code_in_a_filter(self, world, browse, name):
        alice = browse("alice")
        for parameter in self.FILTERS[name]:
            theirs = self.code_of(world, parameter)
            answers = [alice.get(reverse(name), {parameter: code}) for code in [theirs, "made-up"]]
            pages = [a.content.decode().replace(theirs, "").replace("made-up", "") for a in answers]
            if parameter != "lot":  # lots are everyone's to read
                assert [answer.status_code for answer in answers] == [400, 400], parameter
                assert without_tokens(pages[0]) == without_tokens(pages[1])

    def code_of(self, world, parameter):
        theirs = world.objects[STRANGER_S]
        return {
            "coach": theirs["match"].coach,
            "lot": theirs["project"].lot,
            "promoter": theirs["organisation"],
        }.get(parameter, theirs.get(parameter)).code

    @pytest.mark.parametrize("name", ["mentees", "enrolments", "mentors", "matches"])
    def test_a_search_for_a_name_or_code(self, world, browse, name):
        alice = browse("alice")
        kind = PAGES[name.removesuffix("es") if name == "matches" else name.removesuffix("s")]
        for wanted in [world.names[STRANGER_S]["mentee"], world.objects[STRANGER_S][kind].code]:
            found = alice.get(reverse(name), {"q": wanted})
            assert list(found.context["object_list"]) == []
        mine = alice.get(reverse(name), {"q": world.objects[OWN][kind].code})
        assert list(mine.context["object_list"]) == [world.objects[OWN][kind]]

    def test_a_choice_offers_only_what_one_sees(self, world, browse):
        page = browse("alice").get(reverse("matches"))
        offered = page.context["filters"].fields["coach"].queryset
        assert world.objects[STRANGER_S]["match"].coach not in offered
        assert world.objects[OWN]["match"].coach in offered


def without_tokens(page):
    return re.sub(r'(?<=value=")[A-Za-z0-9]{64}', "", page)


@pytest.mark.parametrize("role", CAST)
def test_rows_are_as_written_too(world, role):
    """The gate of each kind by itself: the API and exports stand on it without a page between."""
    user = play(CAST[role])
    for kind in ["organisation", "call", "project", "mentee", "enrolment", "match", "mentor"]:
        for owner, objects in world.objects.items():
            visible = type(objects[kind]).objects.visible_to(user).filter(pk=objects[kind].pk)
            assert visible.exists() == (owner in OBJECTS[kind].get(role, ())), (kind, owner)
