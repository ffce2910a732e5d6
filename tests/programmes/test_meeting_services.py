"""Meetings: planned, held, noted, and what they agree on until it is done."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.corrections import Outdated
from m2w.refusals import Refused
from programmes import services
from programmes.agreed import actions_of
from programmes.models import Meeting
from tests.cast import play, project_of
from tests.factories import AgreedActionFactory, EvaluationFactory
from tests.programmes.sittings import (
    FIGURES,
    NEXT_PERIOD,
    PERIOD,
    begun,
    central_round,
    of_project,
    project_round,
    province_round,
    scored,
)

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 10)


def agree(by="frank", on_round=None, **values):
    said = {"text": "Stageplaatsen zoeken", "party": "promoter", "due_on": date(2022, 4, 15)}
    return services.agree_action(on_round or project_round(), by=play(by), **said | values)


class TestPlan:
    def test_a_day_an_hour_and_a_place(self):
        meeting = services.plan_meeting(
            project_round(), by=play("eva"), planned_on=DAY, planned_at=time(14), place=" Berchem "
        )
        assert (meeting.planned_on, meeting.planned_at) == (DAY, time(14))
        assert meeting.place == "Berchem"

    def test_anew_and_no_more(self):
        services.plan_meeting(project_round(), by=play("frank"), planned_on=DAY)
        services.plan_meeting(project_round(), by=play("frank"))
        assert Meeting.objects.get().planned_on is None

    @pytest.mark.parametrize(
        "values", [{"planned_on": date(2021, 12, 31)}, {"planned_at": time(14)}]
    )
    def test_what_is_no_moment(self, values):
        with pytest.raises(ValidationError) as error:
            services.plan_meeting(project_round(), by=play("frank"), **values)
        assert list(error.value.message_dict) == ["planned_on"]

    @pytest.mark.parametrize(
        ("on_round", "who"),
        [
            (project_round, {"frank", "eva"}),
            (province_round, {"frank", "eva"}),
            (central_round, {"eva", "max"}),
            (lambda: of_project("final"), {"max"}),
        ],
    )
    def test_only_who_writes_one_of_its_sheets(self, on_round, who):
        for name in ["alice", "carl", "charlie", "vera", "wim", "frank", "eva", "max", "ann"]:
            if name in who:
                services.plan_meeting(on_round(), by=play(name))
            else:
                with pytest.raises(PermissionDenied):
                    services.plan_meeting(on_round(), by=play(name))


class TestHold:
    def test_once_for_all_sheets_made_final_from_it(self):
        services.hold_meeting(project_round(), by=play("frank"), held_on=DAY)
        for track, who in [("operational", "frank"), ("cooperation", "frank"), ("content", "eva")]:
            sheet = scored(begun(track, who), by=who)
            assert services.finalise_sheet(sheet, by=play(who), figures=FIGURES).held_on == DAY

    @pytest.mark.parametrize("day", [date(2022, 4, 2), date(2021, 12, 31)])
    def test_not_in_the_future_or_before_the_period(self, day):
        with pytest.raises(ValidationError):
            services.hold_meeting(project_round(), by=play("frank"), held_on=day)

    def test_not_before_the_period_begins(self):
        with pytest.raises(Refused) as refusal:
            services.hold_meeting(project_round(date(2022, 5, 1)), by=play("frank"), held_on=DAY)
        assert refusal.value.code == "not_begun"


def test_minutes_are_never_written_over_what_someone_else_wrote():
    services.write_minutes(project_round(), by=play("frank"), minutes="Eerst.", version=1)
    with pytest.raises(Outdated) as outdated:
        services.write_minutes(project_round(), by=play("eva"), minutes="Later.", version=1)
    assert outdated.value.now == {"minutes": "Eerst."}
    services.write_minutes(project_round(), by=play("eva"), minutes="Later.", version=2)
    assert Meeting.objects.get().minutes == "Later."


class TestActions:
    def on_list(self, on_round):
        return [action.text for action in actions_of(on_round)]

    def test_it_comes_back_in_the_next_rounds_until_it_is_done(self):
        action = agree(on_round=project_round(date(2021, 11, 1)), text="Bellen")
        assert self.on_list(project_round(date(2021, 11, 1))) == ["Bellen"]
        assert self.on_list(project_round()) == ["Bellen"]
        assert self.on_list(project_round(NEXT_PERIOD)) == ["Bellen"]
        assert self.on_list(project_round(date(2021, 9, 1))) == []
        services.finish_action(action, by=play("frank"), done_on=date(2022, 2, 1), note="Gebeld.")
        assert self.on_list(project_round()) == ["Bellen"]
        assert self.on_list(project_round(NEXT_PERIOD)) == []

    def test_also_at_the_final_evaluation_of_the_project(self):
        agree(on_round=project_round(date(2021, 1, 1)))
        assert self.on_list(of_project("final")) == ["Stageplaatsen zoeken"]
        assert self.on_list(of_project("six_month")) == []

    def test_not_in_another_scope(self):
        agree()
        assert self.on_list(province_round(NEXT_PERIOD)) == []

    def test_the_oldest_first_then_those_of_this_round(self):
        agree(text="Nieuw")
        agree(text="Oud", on_round=project_round(date(2021, 11, 1)), due_on=date(2022, 8, 1))
        assert self.on_list(project_round()) == ["Oud", "Nieuw"]

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"text": " "}, "text"),
            ({"text": "x" * 501}, "text"),
            ({"party": ""}, "owner"),
            ({"party": "ministry"}, "owner"),
            ({"due_on": date(2021, 12, 31)}, "due_on"),
        ],
    )
    def test_what_is_no_agreement(self, values, field):
        with pytest.raises(ValidationError) as error:
            agree(**values)
        assert list(error.value.message_dict) == [field]

    def test_of_one_person_or_one_party(self):
        frank = play("frank").acting.staff
        assert agree(party="", owner=frank).whose == "Frank"
        with pytest.raises(ValidationError):
            agree(owner=frank)

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "wim", "max", "ann"])
    def test_only_who_writes_one_of_its_sheets(self, who):
        action = AgreedActionFactory(meeting__project=project_of())
        with pytest.raises(PermissionDenied):
            agree(who)
        with pytest.raises(PermissionDenied):
            services.finish_action(action, by=play(who))

    def test_done_once(self):
        action = agree()
        services.finish_action(action, by=play("frank"))
        with pytest.raises(Refused) as refusal:
            services.finish_action(action, by=play("frank"))
        assert refusal.value.code == "already_done"

    @pytest.mark.parametrize("day", [date(2022, 4, 2), date(2021, 12, 31)])
    def test_done_in_the_future_or_before_it_was_agreed(self, day):
        with pytest.raises(ValidationError):
            services.finish_action(agree(), by=play("frank"), done_on=day)


def test_one_meeting_for_a_round_whoever_needs_it_first():
    sheets = [begun("operational"), begun("content", "eva")]
    services.comment_sheet(project_round(), "content", by=play("alice"), text="Goed.")
    assert {sheet.meeting for sheet in sheets} == {Meeting.objects.get()}


def test_a_loaded_sheet_comes_to_its_meeting_when_it_is_made_final():
    sheet = EvaluationFactory(
        project=project_of(), period_start=PERIOD, status="draft", held_on=None, score=None
    )
    services.finalise_sheet(scored(sheet), by=play("frank"), held_on=DAY, figures={})
    assert Meeting.objects.get().sheets.get() == sheet
