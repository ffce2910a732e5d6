"""What writers still have to write, on their home page and as a list; and what is planned."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from m2w.accounts.choices import Role
from programmes import services
from programmes.evaluating import may_write
from programmes.evaluation_addresses import round_url
from reporting.to_write import to_comment, to_write
from tests.cast import STRANGER, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import (
    AgreedActionFactory,
    EvaluationFactory,
    LotFactory,
    MeetingFactory,
    MembershipFactory,
    ProjectFactory,
)
from tests.programmes.sittings import NEXT_PERIOD, PERIOD, begun, final, project_round

pytestmark = pytest.mark.django_db
LABEL = "Evaluatiebladen te schrijven"


@pytest.fixture
def young():
    """A project of two rounds so far, of which the first is due; in Antwerpen."""
    return ProjectFactory(name="Jong", promoter=organisation("core"), starts_on=date(2022, 1, 15))


def due_of(who):
    return [(due.name, due.level, due.track or due.kind) for due in to_write(play(who), TODAY)]


def test_each_gets_their_own_tracks_and_levels(young):
    assert due_of("frank") == [
        ("Antwerpen", "province", "cooperation"),
        ("Antwerpen", "province", "operational"),
        ("Jong", "promoter", "cooperation"),
        ("Jong", "promoter", "operational"),
    ]
    reference = young.lot.call.reference
    assert due_of("eva") == [
        (reference, "central", "content"),
        ("Antwerpen", "province", "content"),
        ("Jong", "promoter", "content"),
    ]
    assert due_of("max") == [
        (reference, "central", track) for track in ("content", "cooperation", "operational")
    ]


@pytest.mark.parametrize("who", ["alice", "carl", "vera", "ann", "ada"])
def test_nobody_else_writes_any(young, who):
    assert due_of(who) == []


def test_whatever_is_due_may_be_written_by_who_gets_it(young):
    project_of()
    for name in ["frank", "eva", "max"]:
        user = play(name)
        role = Role(user.acting.role)
        found = to_write(user, TODAY)
        assert found
        assert all(may_write(role, one.kind, one.level, one.track) for one in found)
        assert all(one.due_on <= TODAY for one in found)


def test_a_draft_stays_on_it_and_a_held_one_does_not(young):
    EvaluationFactory(
        project=young, period_start=young.starts_on, status="draft", held_on=None, score=None
    )
    EvaluationFactory(
        project=young,
        period_start=young.starts_on,
        track="cooperation",
        held_on=date(2022, 3, 20),
    )
    mine = [due for due in to_write(play("frank"), TODAY) if due.name == "Jong"]
    assert [(due.track, due.status) for due in mine] == [("operational", "draft")]


def test_the_manager_also_gets_the_evaluations_of_projects():
    project = project_of()
    found = {due.kind: due.due_on for due in to_write(play("max"), TODAY) if not due.track}
    assert found == {"six_month": date(2020, 7, 1), "final": date(2021, 9, 30)}
    EvaluationFactory(project=project, kind="final", track="", score=None, held_on=date(2021, 9, 1))
    assert ("final" in [due.kind for due in to_write(play("max"), TODAY)]) is False


def test_not_elsewhere_and_not_of_their_own_organisation(young):
    lot = LotFactory(provinces=("70000",))
    ProjectFactory(name="Ver", lot=lot, starts_on=date(2022, 1, 15))
    assert "Ver" not in [name for name, *_rest in due_of("frank")]
    frank = play("frank")
    MembershipFactory(role="coach", staff__user=frank, staff__organisation=young.promoter)
    assert "Jong" not in [due.name for due in to_write(frank, TODAY)]


def test_the_number_of_queries_does_not_follow_what_there_is(young):
    frank = play("frank")
    with CaptureQueriesContext(connection) as few:
        to_write(frank, TODAY)
    for _ in range(5):
        ProjectFactory(lot=young.lot, starts_on=date(2021, 1, 1))
    frank = play("frank")
    with CaptureQueriesContext(connection) as many:
        to_write(frank, TODAY)
    assert len(many) == len(few)


class TestHome:
    def line(self, browse, who):
        groups = browse(who).get("/").context["work"]
        lines = {str(one.label): (group.key, one) for group in groups for one in group.lines}
        return lines.get(LABEL)

    def test_the_count_opens_exactly_its_rows(self, browse, young):
        group, line = self.line(browse, "frank")
        page = browse("frank").get(line.url)
        assert (group, line.count) == ("late", 4)
        assert len(page.context["table"].rows) == 4
        assert "Antwerpen" in line.detail

    def test_nothing_waits_when_all_is_written(self, browse):
        play("frank")
        assert self.line(browse, "frank") is None
        assert "Er is geen blad" in browse("frank").get(reverse("sheets_to_write")).text

    @pytest.mark.parametrize("who", ["alice", "vera", "ann"])
    def test_it_is_no_work_of_others(self, browse, young, who):
        assert self.line(browse, who) is None

    @pytest.mark.parametrize(
        ("who", "sees"), [("alice", True), ("frank", True), ("vera", True), ("charlie", False)]
    )
    def test_the_agenda_names_planned_meetings(self, browse, who, sees):
        services.plan_meeting(
            project_round(NEXT_PERIOD), by=play("frank"), planned_on=date(2022, 4, 12)
        )
        agenda = browse(who).get("/").context["agenda"]
        urls = {day.url for day in agenda if day.on == date(2022, 4, 12)}
        assert (urls == {round_url(project_round(NEXT_PERIOD))}) == sees

    def test_but_not_those_that_were_held_or_are_past(self, browse):
        MeetingFactory(
            project=project_of(),
            period_start=PERIOD,
            planned_on=date(2022, 4, 12),
            held_on=date(2022, 3, 30),
        )
        MeetingFactory(project=project_of(), period_start=NEXT_PERIOD, planned_on=date(2022, 3, 31))
        agenda = browse("eva").get("/").context["agenda"]
        assert [day for day in agenda if "Overleg" in str(day.text)] == []


class TestList:
    def test_it_works(self, browse):
        final()
        begun("content", "eva")
        page = browse("alice").get(reverse("evaluation_sheets"))
        assert [sheet.track for sheet in page.context["object_list"]].count("content") == 1
        assert len(page.context["object_list"]) == 2

    def test_a_filter_finds_a_scope(self, browse):
        sheet = final()
        EvaluationFactory(project__promoter=organisation(STRANGER))
        code = project_of().code
        page = browse("max").get(reverse("evaluation_sheets"), {"scope": code})
        assert list(page.context["object_list"]) == [sheet]

    def test_another_s_scope_is_as_unknown_as_a_made_up_one(self, browse):
        theirs = EvaluationFactory(project__promoter=organisation(STRANGER)).scope
        address = reverse("evaluation_sheets")
        answers = [browse("alice").get(address, {"scope": code}) for code in [theirs, "x"]]
        assert [answer.status_code for answer in answers] == [400, 400]

    def test_the_number_of_queries_does_not_follow_that_of_sheets(self, browse):
        client, address = browse("eva"), reverse("evaluation_sheets")
        EvaluationFactory()
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for _ in range(5):
            EvaluationFactory()
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few)


class TestProject:
    def test_its_last_rounds_and_what_is_still_to_be_done(self, browse):
        final()
        meeting = MeetingFactory(project=project_of(), period_start=date(2021, 1, 1))
        AgreedActionFactory(meeting=meeting, text="Nog te doen")
        done = {"done_on": TODAY, "done_by": play("frank")}
        AgreedActionFactory(meeting=meeting, text="Al gedaan", **done)
        page = browse("alice").get(reverse("project", args=[project_of().pk])).text
        assert page.index("maart–april 2022".replace(" ", "\xa0")) < page.index(
            "januari–februari 2022".replace(" ", "\xa0")
        )
        assert round_url(project_round()) in page
        assert "Nog te doen" in page
        assert "Al gedaan" not in page

    def test_one_that_is_still_to_begin(self, browse):
        project = ProjectFactory(promoter=organisation("core"), starts_on=date(2022, 6, 1))
        page = browse("alice").get(reverse("project", args=[project.pk])).text
        assert "De eerste ronde begint op de eerste dag van het project." in page


class TestToComment:
    """The round of March and April is due on 1 May, and open from 17 April on."""

    @pytest.fixture(autouse=True)
    def project(self):
        return project_of()

    @pytest.mark.parametrize(
        ("day", "count"),
        [
            (date(2022, 4, 16), 0),
            (date(2022, 4, 17), 3),
            (date(2022, 4, 30), 3),
            (date(2022, 5, 1), 0),
        ],
    )
    def test_in_the_14_days_before_they_are_due(self, day, count):
        assert len(to_comment(play("alice"), day)) == count

    def test_not_once_it_is_final(self, project):
        EvaluationFactory(project=project, period_start=NEXT_PERIOD, held_on=date(2022, 4, 18))
        found = to_comment(play("alice"), date(2022, 4, 20))
        assert [due.track for due in found] == ["content", "cooperation"]

    @pytest.mark.parametrize("who", ["carl", "charlie", "vera", "frank", "max", "ann"])
    def test_of_nobody_else(self, who):
        assert to_comment(play(who), date(2022, 4, 20)) == []

    def test_the_count_opens_exactly_its_rows(self, browse, settings):
        settings.M2W_TODAY = date(2022, 4, 20)
        groups = browse("alice").get("/").context["work"]
        (line,) = [
            line
            for group in groups
            for line in group.lines
            if line.url == reverse("sheets_to_comment")
        ]
        page = browse("alice").get(line.url)
        assert line.count == len(page.context["table"].rows) == 3
        assert "verwacht op 1\xa0mei 2022" in line.detail

    def test_when_there_is_none(self, browse):
        page = browse("alice").get(reverse("sheets_to_comment")).text
        assert "Binnen 14 dagen is er geen blad verwacht." in page
