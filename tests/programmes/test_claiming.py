"""What may stand on a line and by when: the table of cases of domain.md 7."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes import claiming
from programmes.claiming import Cost, Fault, YearOfProject

YEAR = YearOfProject(date(2021, 3, 1), date(2021, 12, 31))
WITH_NORM = YearOfProject(date(2021, 3, 1), date(2021, 12, 31), 1720)
INVOICE = Cost(
    category="training",
    description="Vorming",
    supplier="Centrum",
    spent_on=date(2021, 6, 1),
    amount=Decimal("250.00"),
)
HOURS = Cost(category="staff", has_staff=True, hours=Decimal(860), yearly_cost=Decimal("58000.00"))
amounts = st.decimals(0, 10**9, places=2)


def changed(cost, **values):
    return Cost(**{name: getattr(cost, name) for name in Cost.__slots__} | values)


def found(cost, year=YEAR):
    return list(claiming.faults(cost, year))


class TestWhen:
    @pytest.mark.parametrize(
        ("year", "last_day", "due"),
        [
            (2020, date(2021, 12, 31), date(2021, 3, 31)),
            (2021, date(2021, 12, 31), date(2022, 3, 31)),
            (2021, date(2021, 6, 30), date(2021, 9, 30)),
            (2022, date(2022, 11, 30), date(2023, 2, 28)),
        ],
    )
    def test_due_on_31_march_and_three_months_after_the_end(self, year, last_day, due):
        assert claiming.due_on(year, last_day) == due
        assert claiming.remind_on(year, last_day) == due.replace(day=1)

    def test_a_year_of_the_term_opens_when_it_is_over(self):
        assert claiming.opens_on(2020, date(2021, 6, 30)) == date(2020, 12, 31)
        assert claiming.opens_on(2021, date(2021, 6, 30)) == date(2021, 6, 30)

    @pytest.mark.parametrize(
        ("today", "years"),
        [
            (date(2020, 2, 29), []),
            (date(2020, 3, 1), [2020]),
            (date(2021, 1, 1), [2020, 2021]),
            (date(2026, 1, 1), [2020, 2021, 2022]),
        ],
    )
    def test_only_years_with_a_day_can_have_costs(self, today, years):
        assert list(claiming.years_begun(date(2020, 3, 1), date(2022, 2, 28), today)) == years


class TestHowMuch:
    def test_hours_of_a_year(self):
        cost = claiming.cost_of_hours(Decimal("58000.00"), Decimal(860), 1720)
        assert cost == Decimal("29000.00")

    @pytest.mark.parametrize(
        ("yearly", "hours", "cost"),
        [("1.00", "0.86", "0.00"), ("17.20", "0.50", "0.01"), ("17.19", "0.50", "0.00")],
    )
    def test_half_a_cent_goes_up_after_the_last_step(self, yearly, hours, cost):
        assert claiming.cost_of_hours(Decimal(yearly), Decimal(hours), 1720) == Decimal(cost)

    @given(amounts, st.decimals("0.01", 8784, places=2), st.integers(1, 3000))
    def test_a_cost_of_hours_is_nearest_to_the_exact_one(self, yearly, hours, norm):
        cost = claiming.cost_of_hours(yearly, hours, norm)
        assert cost == cost.quantize(Decimal("0.01"))
        assert abs(cost * norm - yearly * hours) <= Decimal("0.005") * norm

    @pytest.mark.parametrize(
        ("staff", "pct", "most"),
        [("1000.00", "7", "70.00"), ("0.07", "7", "0.00"), ("0.50", "1", "0.01"), ("0", "20", "0")],
    )
    def test_overhead_is_a_share_of_staff(self, staff, pct, most):
        assert claiming.most_overhead(Decimal(staff), Decimal(pct)) == Decimal(most)


class TestTheSameInvoice:
    @pytest.mark.parametrize(
        ("supplier", "number"),
        [
            ("Drukkerij Débacq NV", "2021/0145"),
            ("drukkerij  debacq nv", "2021-0145"),
            ("Drukkerij Debacq N.V.", " 2021 0145 "),
            ("ＤＲＵＫＫＥＲＩＪ Debacq nv", "20210145"),
        ],
    )
    def test_however_it_is_written(self, supplier, number):
        assert claiming.invoice_key(supplier, number) == "drukkerijdebacqnv|20210145"

    @pytest.mark.parametrize(
        ("supplier", "number"), [("", "1"), ("Firma", ""), ("--", "1"), ("Firma", " / ")]
    )
    def test_nothing_to_tell_without_both(self, supplier, number):
        assert claiming.invoice_key(supplier, number) == ""

    def test_other_numbers_and_suppliers_are_others(self):
        pairs = [("Firma", "1"), ("Firma", "01"), ("Firma 1", "1"), ("Фирма", "1"), ("公司", "1")]
        keys = {claiming.invoice_key(*pair) for pair in pairs}
        assert len(keys) == len(pairs)

    @given(st.text(max_size=200), st.text(max_size=60))
    def test_it_fits_and_does_not_depend_on_case(self, supplier, number):
        key = claiming.invoice_key(supplier, number)
        assert len(key) <= 280
        assert key == claiming.invoice_key(f" {supplier}.", f"{number}- ")


class TestALine:
    def test_what_may_stand(self):
        assert found(INVOICE) == []
        assert found(changed(HOURS, amount=Decimal(100))) == []
        assert found(HOURS, WITH_NORM) == []

    @pytest.mark.parametrize(
        ("values", "fault"),
        [
            ({"description": ""}, Fault("description", "required")),
            ({"spent_on": None}, Fault("spent_on", "required")),
            ({"spent_on": date(2021, 2, 28)}, Fault("spent_on", "outside_year")),
            ({"spent_on": date(2022, 1, 1)}, Fault("spent_on", "outside_year")),
            ({"amount": None}, Fault("amount_declared", "required")),
            ({"amount": Decimal("0.00")}, Fault("amount_declared", "not_positive")),
            ({"amount": Decimal(-1)}, Fault("amount_declared", "not_positive")),
            ({"amount": Decimal(10**12)}, Fault("amount_declared", "too_much")),
            ({"hours": Decimal(1)}, Fault("hours", "staff_only")),
            ({"yearly_cost": Decimal(1)}, Fault("yearly_cost", "staff_only")),
            ({"has_staff": True}, Fault("staff", "staff_only")),
            ({"category": "staff", "hours": Decimal(1)}, Fault("staff", "needs_staff")),
        ],
    )
    def test_what_may_not(self, values, fault):
        assert found(changed(INVOICE, **values)) == [fault]

    @pytest.mark.parametrize("day", [YEAR.first_day, YEAR.last_day])
    def test_the_first_and_last_day_belong_to_it(self, day):
        assert found(changed(INVOICE, spent_on=day)) == []

    @pytest.mark.parametrize(
        ("values", "fault"),
        [
            ({"hours": None}, Fault("hours", "required")),
            ({"yearly_cost": None}, Fault("yearly_cost", "required")),
            ({"hours": Decimal(0)}, Fault("hours", "not_positive")),
            ({"hours": Decimal("1720.01")}, Fault("hours", "above_norm")),
            ({"other_hours": Decimal("860.01")}, Fault("hours", "above_norm")),
            ({"amount": Decimal("28999.99")}, Fault("amount_declared", "computed")),
        ],
    )
    def test_hours_where_there_is_a_norm(self, values, fault):
        assert fault in found(changed(HOURS, **values), WITH_NORM)

    def test_the_norm_itself_is_no_more_than_the_norm(self):
        assert found(changed(HOURS, other_hours=Decimal(860)), WITH_NORM) == []

    def test_a_computed_amount_may_be_typed_too(self):
        assert found(changed(HOURS, amount=Decimal("29000.00")), WITH_NORM) == []
        assert claiming.amount_of(HOURS, 1720) == Decimal("29000.00")

    def test_without_a_norm_the_amount_is_typed(self):
        assert found(HOURS) == [Fault("amount_declared", "required")]
        assert found(changed(HOURS, hours=Decimal(8785), amount=Decimal(1))) == [
            Fault("hours", "too_many")
        ]

    def test_an_invoice_among_staff_costs_is_an_invoice(self):
        assert found(changed(INVOICE, category="staff"), WITH_NORM) == []

    @given(
        st.integers(1, 3000), st.decimals("0.01", 3000, places=2), st.decimals(0, 3000, places=2)
    )
    def test_above_the_norm_exactly_when_the_sum_is(self, norm, hours, other):
        year = YearOfProject(YEAR.first_day, YEAR.last_day, norm)
        cost = changed(HOURS, hours=hours, other_hours=other)
        above = Fault("hours", "above_norm") in found(cost, year)
        assert above == (hours + other > norm)


def test_the_days_of_a_year_within_the_term_and_by_today():
    days = claiming.year_of(2021, date(2020, 6, 1), date(2022, 5, 31), date(2021, 4, 1), None)
    assert (days.first_day, days.last_day) == (date(2021, 1, 1), date(2021, 4, 1))
    days = claiming.year_of(2020, date(2020, 6, 1), date(2022, 5, 31), date(2021, 4, 1), 1720)
    assert (days.first_day, days.last_day) == (date(2020, 6, 1), date(2020, 12, 31))
    assert days.hours_norm == 1720
