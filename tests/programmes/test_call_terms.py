"""The parameters of a call for costs, and what a project plans to spend in a year."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from m2w.audit.models import Entry
from m2w.periods import Period
from m2w.refusals import Refused
from programmes.models import Call, CostPlan
from programmes.planning import part_of_year
from programmes.services import plan_costs, set_terms
from tests.cast import CORE, organisation, play, project_of
from tests.factories import GrantFactory, MembershipFactory

TERM = Period.through(date(2020, 3, 1), date(2022, 2, 28))


@given(st.integers(0, 10**9), st.integers(1, 1500))
def test_the_parts_of_all_years_are_the_grant(cents, days):
    granted, term = Decimal(cents).scaleb(-2), Period(TERM.start, date.fromordinal(737485 + days))
    years = range(term.start.year, term.last_day.year + 1)
    parts = [part_of_year(granted, term, year) for year in years]
    assert sum(parts) == granted
    assert all(part >= 0 for part in parts)


def test_by_the_days_of_the_term():
    granted = Decimal(730)
    assert TERM.days == 730
    assert part_of_year(granted, TERM, 2020) == 306
    assert part_of_year(granted, TERM, 2021) == 365
    assert part_of_year(granted, TERM, 2019) == part_of_year(granted, TERM, 2023) == 0


@pytest.mark.django_db
class TestTerms:
    def set(self, by="max", **changes):
        values = {"yearly_hours_norm": 1720, "overhead_pct": Decimal("12.50")} | changes
        return set_terms(project_of().lot.call, by=play(by), **values)

    def test_it_works(self, browse):
        address = reverse("call_terms", args=[project_of().lot.call.pk])
        sent = {"yearly_hours_norm": "1720", "overhead_pct": "12,5 %"}
        page = browse("max").post(address, sent, follow=True).text
        assert "De parameters zijn bewaard." in page
        assert "12,50" in page
        call = Call.objects.get()
        assert (call.yearly_hours_norm, call.overhead_pct) == (1720, Decimal("12.50"))
        assert Entry.objects.get(action="call.terms_set").object_id == str(call.pk)
        assert call.history.first().overhead_pct == Decimal("12.50")

    def test_they_can_be_empty_again(self, browse):
        self.set()
        address = reverse("call_terms", args=[project_of().lot.call.pk])
        assert 'value="12,50"' in browse("max").get(address).text
        browse("max").post(address, {"yearly_hours_norm": "", "overhead_pct": ""})
        call = Call.objects.get()
        assert (call.yearly_hours_norm, call.overhead_pct) == (None, None)

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("yearly_hours_norm", ["0", "2501", "-1", "17,5", "veel", "9" * 30]),
            ("overhead_pct", ["-1", "100,01", "12,345", "1e1000", "veel", "NaN"]),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, browse, field, wrong):
        max_, address = browse("max"), reverse("call_terms", args=[project_of().lot.call.pk])
        for value in wrong:
            sent = {"yearly_hours_norm": "", "overhead_pct": ""} | {field: value}
            answer = max_.post(address, sent)
            assert answer.status_code == 200, value
            assert answer.text.count("m2w-field--error") == 1, value

    @pytest.mark.parametrize(
        "bad",
        [
            {"yearly_hours_norm": 0},
            {"overhead_pct": Decimal(101)},
            {"overhead_pct": Decimal("0.001")},
        ],
    )
    def test_the_service_takes_no_others_either(self, bad):
        with pytest.raises(ValidationError):
            self.set(**bad)

    @pytest.mark.parametrize("who", ["alice", "vera", "eva", "ann"])
    def test_only_by_a_manager(self, who):
        with pytest.raises(PermissionDenied):
            self.set(by=who)


@pytest.mark.django_db
class TestPlan:
    SENT = dict.fromkeys(["overhead", "volunteers", "training", "travel", "other"], "")

    def address(self, year=2021):
        return reverse("cost_plan", args=[project_of().pk, year])

    def test_it_works(self, browse):
        GrantFactory(project=project_of(), amount=Decimal(109_600))
        max_ = browse("max")
        answer = max_.post(self.address(), self.SENT | {"staff": "30.000,50", "travel": "1"})
        page = max_.get(answer.url).text
        assert "€\xa030.001,50" in page
        assert "€\xa036.500,00" in page  # 365 of the 1096 days until the end of 2022
        assert Entry.objects.filter(action="project.costs_planned").exists()
        read = browse("alice").get(self.address()).text
        assert "€\xa030.000,50" in read
        assert "<form" not in read[read.index("<main") :]

    def test_an_amount_that_is_emptied_goes(self, browse):
        plan_costs(project_of(), year=2021, amounts={"staff": Decimal(5)}, by=play("max"))
        plan_costs(project_of(), year=2022, amounts={"staff": Decimal(7)}, by=play("max"))
        browse("max").post(self.address(), self.SENT | {"staff": "", "other": "0"})
        assert list(CostPlan.objects.values_list("year", "category", "amount")) == [
            (2021, "other", 0),
            (2022, "staff", 7),
        ]

    @pytest.mark.parametrize("wrong", ["-1", "1e9", "1,234.56", "12,345", "$ 5"])
    def test_what_is_wrong_is_told_at_its_field(self, browse, wrong):
        answer = browse("max").post(self.address(), self.SENT | {"staff": wrong, "other": "8"})
        assert answer.text.count("m2w-field--error") == 1
        assert not CostPlan.objects.exists()

    def test_only_for_years_of_the_term(self, browse):
        for year in (2019, 2023):
            assert browse("max").get(self.address(year)).status_code == 404
            with pytest.raises(Refused) as refusal:
                plan_costs(project_of(), year=year, amounts={}, by=play("max"))
            assert refusal.value.code == "outside_term"

    def test_promoters_only_read(self, browse):
        assert browse("alice").post(self.address(), self.SENT | {"staff": "5"}).status_code == 403
        for who in ("carl", "frank", "ann"):
            assert browse(who).get(self.address()).status_code == 403
        assert not CostPlan.objects.exists()

    def test_never_by_someone_of_the_promoter(self):
        manager = play("max")
        MembershipFactory(role="coach", staff__organisation=organisation(CORE), staff__user=manager)
        manager.acting = manager.places.get(organisation__code="vdab").memberships.get()
        with pytest.raises(Refused):
            plan_costs(project_of(), year=2021, amounts={"staff": Decimal(5)}, by=manager)
