"""What would place the mentees left over: whatever a change says, solving again finds."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.gap import Change, Gap, newcomer
from matching.gap_texts import change_text, removed_text
from matching.proposing import propose
from matching.situation import Coach, Volunteer
from tests.matching.crowds import all_speaking, situation


def changed(made, change):
    """The same project after the change, made by hand."""
    if change.kind == "train":
        return replace(made, mentors=with_(made.mentors, change.mentor, is_trained=True))
    if change.kind == "more_capacity":
        mentor = next(m for m in made.mentors if m.code == change.mentor)
        places = mentor.places + change.by
        return replace(made, mentors=with_(made.mentors, change.mentor, places=places))
    if change.kind == "coach_language":
        return replace(made, coaches=speaking(made.coaches, change.language, change.level))
    if change.kind == "relax_wish":
        one = next(one for one in made.waiting if one.code == change.enrolment)
        someone = replace(one.someone, hard_wishes=())
        return replace(made, waiting=with_(made.waiting, one.code, someone=someone))
    # What mentor and coach share is a language that no mentee speaks.
    mentor = newcomer(change)
    mentor = replace(mentor, languages={**mentor.languages, "eo": "C2"})
    volunteer = Volunteer("new", mentor, is_active=True, is_trained=True, places=change.capacity)
    return replace(
        made,
        mentors=(*made.mentors, volunteer),
        coaches=speaking(made.coaches, "eo", "C2"),
    )


def with_(people, code, **values):
    return tuple(replace(one, **values) if one.code == code else one for one in people)


def speaking(coaches, language, level):
    """A coach more who speaks nothing else."""
    return (*coaches, Coach("new", {language: level}, open_matches=0))


def gap_of(made):
    found = propose(made)
    return found, Gap(found)


@given(st.integers(0, 1_000_000), st.booleans())
def test_a_change_places_exactly_whom_it_says(seed, much_choice):
    made = situation(seed, 8, 6, coaches=situation(seed + 1, 0, 0).coaches)
    if much_choice:
        made = all_speaking(made, random.Random(seed))
    found, gap = gap_of(made)
    for one in found.left_over:
        change = gap.smallest_change(one.enrolment)
        if change.kind == "none":
            continue
        assert one.enrolment in change.places
        assert set(change.places) <= {other.enrolment for other in found.left_over}
        after = propose(changed(made, change))
        assert after.proof.placed - found.proof.placed == len(change.places)


@given(st.integers(0, 1_000_000))
def test_a_mentor_that_is_wanted_places_whom_it_says(seed):
    made = situation(seed, 10, 4)
    found, gap = gap_of(made)
    wanted = gap.wanted_mentors()
    assert [len(change.places) for change in wanted] == sorted(
        (len(change.places) for change in wanted), reverse=True
    )
    for change in wanted:
        assert 1 <= change.capacity <= 3
        after = propose(changed(made, change))
        assert after.proof.placed - found.proof.placed == len(change.places)


@pytest.fixture(scope="module")
def kinds():
    """The kinds of change in two hundred projects."""
    found = set()
    for seed in range(200):
        proposal, gap = gap_of(situation(seed, 6, 5))
        found |= {gap.smallest_change(one.enrolment).kind for one in proposal.left_over}
    return found


@pytest.mark.parametrize("kind", ["train", "more_capacity", "coach_language", "new_mentor", "none"])
def test_every_kind_of_change_occurs(kinds, kind):
    assert kind in kinds


def test_giving_up_a_wish_is_the_last_to_be_asked():
    """She wants what nobody can be: a new mentor would not help either."""
    made = situation(1, 1, 1)
    wishes = ("gender:f", "gender:m")
    her = replace(made.waiting[0].someone, languages={"nl": "B1"}, hard_wishes=wishes)
    mentor = replace(made.mentors[0].someone, languages={"nl": "C2"}, hard_wishes=())
    volunteer = Volunteer("K0000", mentor, is_active=True, is_trained=True, places=1)
    made = replace(
        made,
        waiting=with_(made.waiting, "E0000", someone=her),
        mentors=(volunteer,),
        coaches=speaking((), "nl", "C2"),
        misfits=frozenset(),
        vetoes=frozenset(),
    )
    found, gap = gap_of(made)
    assert dict(found.left_over[0].removed) == {"hard_wish": 1}
    change = gap.smallest_change("E0000")
    assert change == Change("relax_wish", ("E0000",), enrolment="E0000")
    assert propose(changed(made, change)).proof.placed == 1


def test_nothing_is_said_to_help_who_speaks_no_language():
    made = situation(1, 1, 4)
    mute = replace(made.waiting[0].someone, languages={"nl": "A1"})
    made = replace(made, minimum_level="A2", waiting=with_(made.waiting, "E0000", someone=mute))
    _found, gap = gap_of(made)
    assert gap.smallest_change("E0000") == Change("none", lacks="mentee")


def with_one_who_waits(coaches, languages, hard_wishes=()):
    """A project in which one mentee waits, without any mentor."""
    made = situation(1, 1, 0)
    her = replace(made.waiting[0].someone, languages=languages, hard_wishes=hard_wishes)
    waiting = with_(made.waiting, "E0000", someone=her)
    return replace(made, minimum_level="A2", waiting=waiting, coaches=coaches)


@pytest.mark.parametrize("coaches", [(), (Coach("C1", {}, 0),), (Coach("C1", {"ti": "A1"}, 0),)])
def test_no_mentor_is_said_to_help_where_no_coach_could_frame_one(coaches):
    _found, gap = gap_of(with_one_who_waits(coaches, {"ti": "C2"}))
    change = gap.smallest_change("E0000")
    assert change == Change("none", lacks="coach")
    assert "mentor-coach" in change_text(change)
    assert gap.wanted_mentors() == []


def test_a_language_that_a_coach_speaks_is_asked_for_first():
    """Also when a mentor of another language would place more, if a coach understood them."""
    coaches = (Coach("C1", {"fr": "B1"}, 0),)
    made = with_one_who_waits(coaches, {"en": "C2", "fr": "B1"})
    other = replace(made.waiting[0].someone, languages={"en": "C2"})
    more = replace(made.waiting[0], code="E0001", someone=other)
    _found, gap = gap_of(replace(made, waiting=(*made.waiting, more)))
    first, second = gap.smallest_change("E0000"), gap.smallest_change("E0001")
    assert (first.language, first.places, first.framed) == ("fr", ("E0000",), True)
    assert (second.language, len(second.places), second.framed) == ("en", 2, False)
    assert "Engels en een taal van een mentor-coach spreekt" in change_text(second)


def test_who_wishes_what_cannot_be_is_not_said_to_speak_no_language():
    wishes = ("gender:f", "gender:m")
    made = with_one_who_waits((Coach("C1", {"ti": "C2"}, 0),), {"ti": "C2"}, wishes)
    _found, gap = gap_of(made)
    assert change_text(gap.smallest_change("E0000")) == "één wijziging volstaat niet"


@given(st.integers(0, 1_000_000))
def test_locked_pairs_are_left_alone(seed):
    made = all_speaking(situation(seed, 9, 4), random.Random(seed))
    free = propose(made)
    locked = {pair.enrolment: pair.mentor for pair in free.pairs[:2]}
    found, gap = gap_of(replace(made, locked=locked))
    for one in found.left_over:
        change = gap.smallest_change(one.enrolment)
        if change.kind not in ("none", "relax_wish"):
            after = propose(replace(changed(made, change), locked=locked))
            assert after.proof.placed - found.proof.placed == len(change.places)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            Change("new_mentor", ("E1", "E2", "E3"), language="ti", province="70000"),
            "één mentor die Tigrinya spreekt in Limburg plaatst 3 mentees",
        ),
        (
            Change("new_mentor", ("E1",), language="ti", gender="f", online=True),
            "één vrouwelijke mentor die Tigrinya spreekt en online afspreekt plaatst 1 mentee",
        ),
        (Change("train", ("E1",), mentor="K1"), "K1 volgt de mentorvorming: dat plaatst 1 mentee"),
        (
            Change("more_capacity", ("E1",), mentor="K1", by=1),
            "één plaats meer bij K1 plaatst 1 mentee",
        ),
        (
            Change("coach_language", ("E1", "E2"), language="so"),
            "een mentor-coach die Somalisch spreekt plaatst 2 mentees",
        ),
        (
            Change("relax_wish", ("E1",), enrolment="E1"),
            "zonder de voorwaarden van E1 krijgt 1 mentee een mentor",
        ),
    ],
)
def test_changes_in_words(change, text):
    assert change_text(change) == text


def test_people_are_named_where_their_name_is_given():
    change = Change("train", ("E1",), mentor="K1")
    text = "Hilde Maes volgt de mentorvorming: dat plaatst 1 mentee"
    assert change_text(change, {"K1": "Hilde Maes"}) == text


def test_who_was_removed_in_words():
    removed = {"not_trained": 2, "full": 6, "no_shared_language": 29, "vetoed": 1}
    text = "2 nog niet gevormd, 6 volzet, 29 zonder gedeelde taal, 1 veto"
    assert removed_text(removed) == text
