"""Belgian notation, the same in both languages: € 1.626.796,40 · 1 april 2022 · 55,7 %."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dateformat import format as format_date
from django.utils.numberformat import format as format_number
from django.utils.timezone import localtime

NBSP = "\N{NO-BREAK SPACE}"

Number = Decimal | int | float


def number(value: Number, decimals: int | None = None) -> str:
    """12345.6 → `12.345,6`; with `decimals` rounded half up to that many."""
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format_number(exact, ",", decimals, grouping=3, thousand_sep=".", force_grouping=True)


def amount(value: Number) -> str:
    """Euros without their sign, for a column that says it holds euros: `1.626.796,40`."""
    return number(value, 2)


def euro(value: Number) -> str:
    return f"€{NBSP}{amount(value)}"


def percent(value: Number, decimals: int = 1) -> str:
    """A percentage, not a fraction: 55.71 → `55,7 %`."""
    return f"{number(value, decimals)}{NBSP}%"


def day(value: date) -> str:
    """`1 april 2022`; the month in the language of the moment."""
    return format_date(value, f"j{NBSP}F Y")


def short_day(value: date) -> str:
    """A date without its year: `1 april`."""
    return format_date(value, f"j{NBSP}F")


def moment(value: datetime) -> str:
    """`1 april 2022, 10.42 uur`, in Belgian time."""
    local = localtime(value)
    return f"{day(local)}, {local:%H.%M}"


def share(part: int | Decimal, whole: int | Decimal) -> str:
    """A width for an SVG attribute: never above 100 %."""
    return f"{min(100, 100 * part / whole) if whole else 0:.1f}%"
