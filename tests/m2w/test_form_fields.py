"""What people type in a form, as it is taken."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from m2w.form_fields import EuroField

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("25000", "25000"),
        ("25000,5", "25000.5"),
        ("25000.50", "25000.50"),
        ("25.000", "25000"),
        (f"€{NBSP}1.626.796,40", "1626796.40"),
        ("1.234,56", "1234.56"),
        ("€ 12,5", "12.50"),
        ("12,5", "12.50"),
        ("0", "0"),
    ],
)
def test_an_amount_as_it_is_written_here(typed, amount):
    assert EuroField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "1e5",
        "-1",
        "NaN",
        "10,005",
        "10.0005",
        "1.00,00",
        "1,000.00",
        "1,234.56",
        "1,234",
        "$ 5",
        "5 USD",
        "1" * 13,
        "٣",
        "veel",
    ],
)
def test_what_is_no_amount(typed):
    with pytest.raises(ValidationError, match=r"25\.000,00"):
        EuroField().clean(typed)


def test_an_amount_may_have_to_be_given():
    assert EuroField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="vereist"):
        EuroField().clean(" ")
