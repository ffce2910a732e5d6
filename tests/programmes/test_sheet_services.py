"""Evaluation sheets: begun, written, made final, reopened and commented on."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.audit.models import Entry
from m2w.corrections import Outdated
from m2w.refusals import Refused
from programmes import services
from programmes.choices import EvaluationKind, Level, Track
from programmes.evaluating import Judged
from programmes.evaluation_rounds import require_round, scope_named
from programmes.models import Evaluation, EvaluationCriterion, Extension, Meeting, SheetComment
from programmes.sheets import criteria_of, judged, lacks_of
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.factories import EvaluationFactory, LotFactory, MembershipFactory, ProjectFactory
from tests.programmes.sittings import (
    FIGURES,
    NEXT_PERIOD,
    PERIOD,
    begun,
    central_round,
    final,
    of_project,
    project_round,
    province_round,
    scored,
)

pytestmark = pytest.mark.django_db


def test_it_works():
    sheet = final()
    assert (sheet.status, sheet.score, sheet.held_on) == ("final", 3, date(2022, 3, 10))
    assert [change.name for change in sheet.changes.all()] == ["begin", "finalise"]
    assert sheet.meeting.held_on == sheet.held_on


def test_a_sheet_has_the_criteria_of_its_track():
    assert {one.code for one in criteria_of(begun())} == {
        "attests",
        "quality_labels",
        "towards_work",
    }


def test_a_six_month_evaluation_has_them_all():
    sheet = begun("", "max", of_project(EvaluationKind.SIX_MONTH))
    assert len(criteria_of(sheet)) == EvaluationCriterion.objects.count()


class TestWho:
    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "eva", "max", "ann", "ada", "frank"])
    @pytest.mark.parametrize("track", Track.values)
    def test_begins_a_sheet_of_a_project(self, who, track):
        writers = {"operational": "frank", "cooperation": "frank", "content": "eva"}
        if writers[track] == who:
            assert begun(track, who).status == "draft"
        else:
            with pytest.raises(PermissionDenied):
                begun(track, who)
            assert not Meeting.objects.exists()

    @pytest.mark.parametrize(
        ("on_round", "track", "who"),
        [
            (province_round, "operational", {"frank"}),
            (province_round, "content", {"eva"}),
            (central_round, "operational", {"max"}),
            (central_round, "content", {"eva", "max"}),
        ],
    )
    def test_begins_one_of_a_province_or_a_call(self, on_round, track, who):
        for name in ["alice", "vera", "frank", "eva", "max", "ann"]:
            if name in who:
                begun(track, name, on_round()).delete()
            else:
                with pytest.raises(PermissionDenied):
                    begun(track, name, on_round())

    def test_a_follower_elsewhere_begins_none(self):
        lot = LotFactory(provinces=("70000",))
        ProjectFactory(lot=lot, promoter=organisation(STRANGER), starts_on=PERIOD)
        with pytest.raises(PermissionDenied):
            begun(on_round=project_round(code=STRANGER))
        with pytest.raises(PermissionDenied):
            begun(on_round=province_round(code="70000"))

    def test_nobody_judges_their_own_organisation(self):
        on_round, frank = project_round(), play("frank")
        place = organisation(CORE)
        MembershipFactory(role="coach", staff__user=frank, staff__organisation=place)
        with pytest.raises(PermissionDenied):
            services.begin_sheet(on_round, "operational", by=frank)

    @pytest.mark.parametrize("who", ["alice", "vera", "eva", "max", "ann"])
    def test_nobody_else_writes_it(self, who):
        sheet = begun()
        with pytest.raises(PermissionDenied):
            services.write_sheet(sheet, {"conclusion": "x"}, by=play(who), version=1)


class TestBegin:
    def test_twice_is_refused(self):
        begun()
        with pytest.raises(Refused) as refusal:
            begun()
        assert refusal.value.code == "already_there"

    def test_not_before_the_period(self, settings):
        settings.M2W_TODAY = date(2022, 2, 28)
        with pytest.raises(Refused) as refusal:
            begun(on_round=project_round(NEXT_PERIOD))
        assert refusal.value.code == "not_begun"

    @pytest.mark.parametrize(
        ("kind", "start"),
        [
            ("bimonthly", date(2022, 1, 2)),
            ("bimonthly", date(2019, 11, 1)),
            ("bimonthly", date(2023, 1, 1)),
            ("six_month", date(2020, 3, 1)),
            ("yearly", date(2020, 1, 1)),
        ],
    )
    def test_a_period_that_does_not_exist(self, kind, start):
        with pytest.raises(Refused) as refusal:
            project_round(start, kind)
        assert refusal.value.code == "not_a_round"

    def test_an_extension_counts_from_the_day_it_is_decided(self, settings):
        Extension.objects.filter(project=project_of()).update(decided_on=date(2021, 12, 1))
        settings.M2W_TODAY = date(2021, 11, 30)
        with pytest.raises(Refused):
            project_round()
        settings.M2W_TODAY = date(2021, 12, 1)
        assert project_round().due_on == date(2022, 3, 1)

    def test_a_province_without_projects_has_no_rounds(self):
        with pytest.raises(Refused):
            province_round(code="30000")


class TestWrite:
    def test_at_any_time_with_as_much_as_there_is(self):
        sheet = begun()
        values = {"score": 2, "conclusion": "  Op schema. ", "scores": [Judged("attests", 4)]}
        kept = services.write_sheet(sheet, values, by=play("frank"), version=1)
        assert (kept.draft_score, kept.score, kept.conclusion) == (2, None, "Op schema.")
        assert Judged("attests", 4) in judged(kept)
        assert Judged("towards_work") in judged(kept)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"score": 5}, "score"),
            ({"score": 0}, "score"),
            ({"verdict": "positive"}, "verdict"),
            ({"scores": [Judged("attests", 9)]}, "scores"),
            ({"scores": [Judged("communication", 3)]}, "scores"),
        ],
    )
    def test_what_no_field_would_take(self, values, field):
        with pytest.raises(ValidationError) as error:
            services.write_sheet(begun(), values, by=play("frank"), version=1)
        assert list(error.value.message_dict) == [field]

    def test_never_over_what_someone_else_saved(self):
        sheet = begun()
        scored(sheet, conclusion="Eerst.")
        mine = {"conclusion": "Later.", "scores": [Judged("attests", 1)]}
        with pytest.raises(Outdated) as outdated:
            services.write_sheet(sheet, mine, by=play("frank"), version=sheet.version)
        assert outdated.value.now == {
            "conclusion": "Eerst.",
            "scores.attests": Judged("attests", 3),
        }
        assert Evaluation.objects.get().conclusion == "Eerst."

    def test_a_loaded_draft_gets_its_criteria(self):
        sheet = EvaluationFactory(
            project=project_of(), period_start=PERIOD, status="draft", held_on=None, score=None
        )
        scored(sheet)
        assert sheet.scores.count() == len(criteria_of(sheet)) == 3

    def test_not_once_it_is_final(self):
        with pytest.raises(Refused) as refusal:
            scored(final())
        assert refusal.value.code == "not_now"

    def test_a_new_version_of_a_criterion_changes_no_sheet_that_was_begun(self):
        sheet = begun()
        old = EvaluationCriterion.objects.get(code="attests")
        EvaluationCriterion.objects.filter(pk=old.pk).update(valid_until=date(2021, 12, 31))
        EvaluationCriterion.objects.create(
            code="attests",
            track="operational",
            text_nl="Attesten binnen de maand",
            text_en="Attests within a month",
            valid_from=date(2022, 1, 1),
            source="MON",
        )
        assert old in criteria_of(sheet)
        newer = begun(on_round=project_round(NEXT_PERIOD))
        assert old not in criteria_of(newer)


class TestFinalise:
    def finalise(self, sheet, by="frank", **values):
        return services.finalise_sheet(sheet, by=play(by), figures=FIGURES, **values)

    @pytest.mark.parametrize("day", [date(2022, 4, 2), date(2021, 12, 31)])
    def test_held_in_the_future_or_before_the_period(self, day):
        sheet = scored(begun())
        with pytest.raises(ValidationError) as error:
            self.finalise(sheet, held_on=day)
        assert list(error.value.message_dict) == ["held_on"]

    def test_it_needs_a_day(self):
        with pytest.raises(ValidationError):
            self.finalise(scored(begun()))

    def test_the_day_of_the_meeting_goes_for_all_its_sheets(self):
        first = final()
        second = self.finalise(scored(begun(Track.COOPERATION)))
        assert second.held_on == first.meeting.held_on == date(2022, 3, 10)

    def test_the_criteria_that_were_forgotten(self):
        with pytest.raises(Refused) as refusal:
            self.finalise(begun(), held_on=PERIOD)
        assert refusal.value.code == "unscored"
        assert "Afgeleverde attesten" in str(refusal.value)

    def test_another_score_than_the_mean_needs_a_reason(self):
        sheet = scored(begun(), score=1)
        with pytest.raises(Refused) as refusal:
            self.finalise(sheet, held_on=PERIOD)
        assert refusal.value.code == "score_needs_reason"

    def test_a_verdict_and_an_analysis_of_a_final_evaluation(self):
        sheet = scored(begun("", "max", of_project("final")), by="max")
        assert [lack.code for lack in lacks_of(sheet)] == ["no_verdict", "no_conclusion"]
        values = {"verdict": "positive", "conclusion": "Goed."}
        kept = services.write_sheet(sheet, values, by=play("max"), version=sheet.version)
        done = self.finalise(kept, "max", held_on=date(2021, 9, 20))
        assert (done.verdict, done.score) == ("positive", 3)

    def test_the_figures_stay(self):
        assert final().figures == FIGURES

    def test_twice_is_refused(self):
        sheet = final()
        with pytest.raises(Refused) as refusal:
            self.finalise(sheet, held_on=PERIOD)
        assert refusal.value.code == "not_now"


class TestReopen:
    def test_what_it_said_stays_in_its_ledger(self):
        sheet = services.reopen_sheet(
            final(conclusion="Goed."), by=play("frank"), reason="Verkeerde cijfers"
        )
        assert (sheet.status, sheet.held_on, sheet.score, sheet.figures) == (
            "draft",
            None,
            None,
            {},
        )
        assert sheet.draft_score == 3
        change = sheet.changes.last()
        assert (change.name, change.reason) == ("reopen", "Verkeerde cijfers")
        assert change.kept["score"] == 3
        assert change.kept["held_on"] == "2022-03-10"
        assert change.kept["conclusion"] == "Goed."
        assert {one["score"] for one in change.kept["scores"]} == {3}

    def test_not_without_a_reason(self):
        with pytest.raises(ValidationError) as error:
            services.reopen_sheet(final(), by=play("frank"), reason="  ")
        assert list(error.value.message_dict) == ["reason"]

    def test_a_draft_is_open_already(self):
        with pytest.raises(Refused) as refusal:
            services.reopen_sheet(begun(), by=play("frank"), reason="x")
        assert refusal.value.code == "not_now"

    def test_not_the_final_evaluation_that_an_extension_stands_on(self):
        sheet = EvaluationFactory(
            project=project_of(), kind="final", track="", verdict="positive", score=None
        )
        with pytest.raises(Refused) as refusal:
            services.reopen_sheet(sheet, by=play("max"), reason="x")
        assert refusal.value.code == "extension_decided"

    def test_a_loaded_sheet_then_needs_its_criteria(self):
        sheet = EvaluationFactory(project=project_of(), period_start=PERIOD)
        assert criteria_of(sheet) == []
        opened = services.reopen_sheet(sheet, by=play("frank"), reason="x")
        assert [lack.code for lack in lacks_of(opened)][:3] == ["unscored"] * 3


class TestComment:
    def comment(self, who="alice", start=PERIOD, track="operational", text="Er was een staking."):
        return services.comment_sheet(project_round(start), track, by=play(who), text=text)

    def test_before_anybody_began_the_sheet(self):
        said = self.comment()
        assert (said.text, said.on) == ("Er was een staking.", date(2022, 4, 1))
        assert not Evaluation.objects.exists()
        assert said.meeting == begun().meeting

    @pytest.mark.parametrize("who", ["carl", "charlie", "vera", "frank", "eva", "max", "ann"])
    def test_nobody_but_the_coordinator(self, who):
        with pytest.raises(PermissionDenied):
            self.comment(who)

    def test_not_of_a_province(self):
        with pytest.raises(PermissionDenied):
            services.comment_sheet(province_round(), "content", by=play("alice"), text="x")

    def test_not_more_than_14_days_before(self):
        with pytest.raises(Refused) as refusal:
            self.comment(start=NEXT_PERIOD)
        assert refusal.value.code == "not_open_yet"
        assert "17\xa0april 2022" in str(refusal.value)

    def test_not_after_it_is_final(self):
        final()
        with pytest.raises(Refused) as refusal:
            self.comment()
        assert refusal.value.code == "already_final"
        self.comment(track="content")
        assert SheetComment.objects.get().track == "content"

    def test_not_without_a_word(self):
        with pytest.raises(ValidationError):
            self.comment(text=" \u200b")


def test_everything_is_on_the_record_without_a_word_of_it():
    services.reopen_sheet(final(), by=play("frank"), reason="Geheim")
    acts = list(Entry.objects.order_by("pk").values_list("action", flat=True))
    assert acts == [
        "evaluation.begun",
        "evaluation.written",
        "evaluation.finalised",
        "evaluation.reopened",
    ]
    assert "Geheim" not in str(list(Entry.objects.values()))


@pytest.mark.parametrize(
    ("level", "code", "who"),
    [
        (Level.PROMOTER, CORE, {"alice", "carl", "vera", "frank", "eva", "max", "ann"}),
        (Level.PROVINCE, "10000", {"vera", "frank", "eva", "max", "ann"}),
        (Level.CENTRAL, "", {"eva", "max", "ann"}),
    ],
)
def test_who_reads_the_sheets_of_a_scope(level, code, who):
    project = project_of()
    named = {"promoter": project.code, "province": code, "central": project.lot.call.code}[level]
    people = ["alice", "carl", "charlie", "vera", "wim", "frank", "eva", "max", "ann", "ada"]
    readers = {name for name in people if scope_named(level, named, play(name))}
    assert readers == who
    scope = scope_named(level, named, play("max"))
    sheet = EvaluationFactory(**require_round("bimonthly", scope, PERIOD).fields)
    rows = {n for n in people if Evaluation.objects.visible_to(play(n)).filter(pk=sheet.pk)}
    assert rows == who
