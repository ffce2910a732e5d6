"""The definition of outflow: each change is a next version, and leaves the past as it was."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from m2w.audit.models import Entry
from m2w.refusals import Refused
from programmes.models import OutflowDefinition
from programmes.services import redefine_outflow
from reporting import indicators
from reporting.reports import REPORTS
from reporting.selection import select, selection_of
from tests.cast import enrolment_of, play, project_of
from tests.conftest import TODAY
from tests.factories import OutcomeFactory

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
STRICTER = {
    "sustainable_months": 6,
    "outflow_horizon_months": 12,
    "spell_gap_days": 31,
    "reason": "Vraag van het kabinet",
}


def redefine(by="max", valid_from=TODAY, **changes):
    call = project_of().lot.call
    return redefine_outflow(call, by=play(by), valid_from=valid_from, **STRICTER | changes)


@pytest.fixture
def four_months_of_work():
    enrolment = enrolment_of(ended=True)
    OutcomeFactory(
        enrolment=enrolment,
        kind="fixed_term",
        started_on=date(2020, 9, 15),
        ended_on=date(2021, 1, 20),
    )


def sustainable(as_of, version=None):
    projects = type(project_of()).objects.all()
    selection = selection_of(projects, as_of, version=version)
    return sum(
        row["sustainable_work"] for row in indicators.outflow_per_project(selection).values()
    )


class TestAChange:
    def test_is_the_next_version(self):
        assert [redefine().version, redefine(valid_from=TOMORROW).version] == [2, 3]
        assert Entry.objects.filter(action="call.outflow_redefined").count() == 2

    def test_counts_from_its_day_on(self, four_months_of_work):
        redefine(valid_from=TOMORROW)
        assert [sustainable(TODAY), sustainable(TOMORROW)] == [1, 0]

    def test_can_be_laid_beside_the_former(self, four_months_of_work):
        redefine()
        assert [sustainable(TOMORROW, version) for version in (1, 2, 3)] == [1, 0, 0]

    def test_is_named_under_the_figures(self):
        redefine(valid_from=TOMORROW)
        found = [
            REPORTS["outflow"].run(select(day)).definition.version for day in (TODAY, TOMORROW)
        ]
        assert found == [1, 2]


class TestIsRefused:
    @pytest.mark.parametrize(
        "bad",
        [
            {"valid_from": YESTERDAY},
            {"sustainable_months": 0},
            {"sustainable_months": 61},
            {"outflow_horizon_months": 0},
            {"spell_gap_days": -1},
            {"spell_gap_days": 367},
            {"reason": "  "},
        ],
    )
    def test_at_the_field(self, bad):
        with pytest.raises(ValidationError) as error:
            redefine(**bad)
        assert list(error.value.message_dict) == list(bad)

    def test_before_the_last_version(self):
        redefine(valid_from=TOMORROW)
        with pytest.raises(ValidationError):
            redefine()

    def test_twice_from_one_day(self):
        redefine()
        with pytest.raises(Refused) as refusal:
            redefine()
        assert refusal.value.code == "defined_already"

    @pytest.mark.parametrize("who", ["alice", "vera", "frank", "ann"])
    def test_to_others(self, who):
        with pytest.raises(PermissionDenied):
            redefine(by=who)
        assert not OutflowDefinition.objects.exists()


class TestThePage:
    def address(self):
        return reverse("call_redefine_outflow", args=[project_of().lot.call.pk])

    def test_it_works(self, browse):
        sent = {**STRICTER, "valid_from": "01/04/2022"}
        page = browse("max").post(self.address(), sent, follow=True).text
        assert "De definitie heeft een nieuwe versie." in page
        assert "Vraag van het kabinet" in page

    def test_what_was_typed_stays(self, browse):
        answer = browse("max").post(self.address(), {**STRICTER, "valid_from": "31/03/2022"})
        assert "Kies vandaag of een latere dag" in answer.text
        assert "Vraag van het kabinet" in answer.text
        assert answer.status_code == 200

    def test_shows_what_is_in_force(self, browse):
        redefine(sustainable_months=7)
        assert 'value="7"' in browse("max").get(self.address()).text

    def test_is_for_who_edits_calls(self, browse):
        assert browse("alice").get(self.address()).status_code == 403
