"""Two who act on one round or one sheet at the same moment: one wins, and nothing is twice."""

from datetime import date
from functools import partial

import pytest

from programmes import services
from programmes.choices import EvaluationStatus
from programmes.models import Evaluation, EvaluationScore, Meeting
from tests.cast import play
from tests.programmes.sittings import begun, final, project_round, scored
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(3)
DAY = date(2022, 3, 10)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_who_begin_a_sheet_one_does(attempt):
    on_round, frank = project_round(), play("frank")
    begin = partial(services.begin_sheet, on_round, "operational", by=frank)
    assert race(begin, begin) == {DONE: 1, "already_there": 1}
    assert EvaluationScore.objects.count() == 3


@pytest.mark.parametrize("attempt", ROUNDS)
def test_two_who_need_the_meeting_of_a_round_make_one(attempt):
    on_round = project_round()
    results = race(
        partial(services.begin_sheet, on_round, "operational", by=play("frank")),
        partial(services.begin_sheet, on_round, "content", by=play("eva")),
        partial(services.comment_sheet, on_round, "content", by=play("alice"), text="Goed."),
    )
    assert results == {DONE: 3}
    assert Meeting.objects.get().sheets.count() == 2


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_who_make_it_final_one_does(attempt):
    sheet, frank = scored(begun()), play("frank")
    finalise = partial(services.finalise_sheet, sheet, by=frank, held_on=DAY, figures={})
    assert race(finalise, finalise) == {DONE: 1, "not_now": 1}
    assert [change.name for change in sheet.changes.all()] == ["begin", "finalise"]


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_who_save_a_draft_one_is_told(attempt):
    sheet, frank = begun(), play("frank")
    results = race(
        *(
            partial(services.write_sheet, sheet, {"conclusion": text}, by=frank, version=1)
            for text in ["Van de ene.", "Van de andere."]
        )
    )
    assert results == {DONE: 1, "changed_meanwhile": 1}


@pytest.mark.parametrize("attempt", ROUNDS)
def test_three_tracks_are_made_final_at_once(attempt):
    """All of them set the day of one meeting: the first one does, and nobody waits for ever."""
    frank, eva = play("frank"), play("eva")
    sheets = [
        (scored(begun("operational")), frank),
        (scored(begun("cooperation")), frank),
        (scored(begun("content", "eva"), by="eva"), eva),
    ]
    results = race(
        *(
            partial(services.finalise_sheet, sheet, by=by, held_on=DAY, figures={})
            for sheet, by in sheets
        )
    )
    assert results == {DONE: 3}
    assert Meeting.objects.get().held_on == DAY


@pytest.mark.parametrize("attempt", ROUNDS)
def test_minutes_are_written_while_a_sheet_is_made_final(attempt):
    sheet, on_round, frank = scored(begun()), project_round(), play("frank")
    results = race(
        partial(services.write_minutes, on_round, by=play("eva"), minutes="Gezegd.", version=1),
        partial(services.finalise_sheet, sheet, by=frank, held_on=DAY, figures={}),
    )
    meeting = Meeting.objects.get()
    # Who wrote on top of the day that was just set is told so: nothing is lost.
    written = "" if "changed_meanwhile" in results else "Gezegd."
    assert results[DONE] + results["changed_meanwhile"] == 2
    assert (meeting.held_on, meeting.minutes) == (DAY, written)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_comment_never_comes_after_the_sheet_was_final(attempt):
    sheet, alice, frank = scored(begun()), play("alice"), play("frank")
    on_round = project_round()
    results = race(
        partial(services.comment_sheet, on_round, "operational", by=alice, text="Nog iets."),
        partial(services.finalise_sheet, sheet, by=frank, held_on=DAY, figures={}),
    )
    assert results in ({DONE: 2}, {DONE: 1, "already_final": 1})
    assert Evaluation.objects.get().status == EvaluationStatus.FINAL


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_who_open_it_again_one_does(attempt):
    sheet, frank = final(), play("frank")
    reopen = partial(services.reopen_sheet, sheet, by=frank, reason="Tikfout")
    assert race(reopen, reopen) == {DONE: 1, "not_now": 1}
