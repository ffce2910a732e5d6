"""The command and its file, `m2w-proposal/1`: proposals.md 1."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from matching.models import Match
from programmes.models import Call
from tests.cast import CORE, organisation, play, project_of
from tests.factories import EnrolmentFactory, MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    """Ruth fits Luc, who has one place; Omar is left over, and Ana speaks too little."""
    play("carl")
    coach = play("carl").acting.staff
    coach.code, coach.languages = "C1", {"nl": "C2"}
    coach.save()
    for code, values in {
        "E1": {"languages": {"ar": "C2"}, "sector": "Q"},
        "E2": {"languages": {"ar": "B1"}, "sector": "A"},
        "E3": {"languages": {"so": "A1"}},
    }.items():
        mentee = {f"mentee__{name}": value for name, value in values.items()}
        home = {"mentee__home_language": "", "mentee__dutch_level": "A1"}
        EnrolmentFactory(project=project_of(), code=code, approved=True, **home, **mentee)
    promoter = organisation(CORE)
    MentorFactory(code="K1", promoter=promoter, sectors=("Q",))
    MentorFactory(code="K2", promoter=promoter, trained_on=None, languages={"ar": "C2", "nl": "C2"})


def run(*args, **options) -> str:
    out = StringIO()
    call_command("propose_matches", *args, stdout=out, **options)
    return out.getvalue()


def file_of(tmp_path, **options) -> dict:
    run(project_of().code, out=tmp_path / "p.json", **options)
    return json.loads((tmp_path / "p.json").read_text())


def test_it_works(tmp_path):
    found = file_of(tmp_path)
    assert list(found) == [
        "format",
        "project",
        "on",
        "parameters",
        "pairs",
        "unplaced",
        "proof",
        "candidates",
    ]
    assert (found["format"], found["on"]) == ("m2w-proposal/1", "2022-04-01")
    (pair,) = found["pairs"]
    assert (pair["enrolment"], pair["mentor"], pair["coach"]) == ("E1", "K1", "C1")
    assert pair["shared_languages"] == ["ar"]
    assert list(pair["parts"]) == list(found["parameters"]["weights"])
    assert sum(pair["parts"].values()) == pair["score"]
    assert "delen Arabisch (C2/C1)" in pair["why"]
    assert found["candidates"] == [["E1", "K1", pair["score"]], ["E2", "K1", pair["score"] - 37]]
    assert found["proof"] == {
        "placed": 1,
        "max_placed": 1,
        "score": pair["score"],
        "max_score": pair["score"],
        "waiting_days": pair["waiting_days"],
        "optimal": True,
        "method": "exact assignment per connected block",
    }


def test_who_is_left_over_and_what_would_place_them(tmp_path):
    omar, ana = file_of(tmp_path)["unplaced"]
    assert (omar["enrolment"], omar["candidates"], omar["removed"]) == (
        "E2",
        1,
        {"not_trained": 1},
    )
    assert omar["smallest_change"] == {
        "kind": "train",
        "mentor": "K2",
        "places": ["E2"],
        "text": "K2 volgt de mentorvorming: dat plaatst 1 mentee",
    }
    assert ana["removed"] == {"not_trained": 1, "no_shared_language": 1}
    assert ana["smallest_change"]["kind"] == "none"


def test_brief_leaves_out_the_candidates_and_nothing_else(tmp_path):
    whole, brief = file_of(tmp_path), file_of(tmp_path, brief=True)
    assert brief == {name: whole[name] for name in whole if name != "candidates"}


def test_the_same_day_gives_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        run(project_of().code, out=tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_as_it_was_on_another_day(tmp_path):
    run(project_of().code, "--on", "2019-01-01", out=tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text())["pairs"] == []


def test_a_summary_to_read():
    text = run(project_of().code)
    assert "1 van hoogstens 1 geplaatst" in text
    assert "E1 met K1, mentor-coach C1" in text
    assert "1 nog niet gevormd" in text


def test_it_writes_no_duo():
    run(project_of().code)
    assert not Match.objects.exists()


def test_an_unknown_project():
    with pytest.raises(CommandError, match="Project P9 is niet gekend"):
        run("P9")


@pytest.mark.parametrize("on", ["2022-02-30", "tomorrow", "1-4-2022", "0001-01-01"])
def test_a_day_that_is_none(on):
    with pytest.raises(CommandError, match="a date like"):
        run(project_of().code, "--on", on)


def test_a_file_that_cannot_be_written(tmp_path):
    with pytest.raises(CommandError, match="Is a directory"):
        run(project_of().code, out=tmp_path)


def test_weights_that_make_no_score():
    Call.objects.update(match_weights={"sector": -5})
    with pytest.raises(CommandError, match="Het gewicht voor sector"):
        run(project_of().code)
