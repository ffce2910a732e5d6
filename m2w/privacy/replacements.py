"""What erasure puts in the place of a value (readings.md 22). Each twice gives the same. Pure."""

from datetime import date
from typing import Any

from m2w import periods
from m2w.models import ERASED
from m2w.reference import provinces

# Zwijndrecht (2070) joined Oost-Vlaanderen and is no lowest: it would name the municipality.
LOWEST_POSTCODES = {
    provinces.VLAAMS_BRABANT: "1500",
    provinces.ANTWERPEN: "2000",
    provinces.LIMBURG: "3500",
    provinces.WEST_VLAANDEREN: "8000",
    provinces.OOST_VLAANDEREN: "9000",
}
LOWEST_OUTSIDE = "1000"


def name(value: str) -> str:
    """A name: `erased`, so that a dump shows why there is none."""
    return ERASED


def wording(value: str) -> str:
    """A text that is counted or required: that there was one stays."""
    return ERASED if value else ""


def nothing(value: Any) -> Any:
    """A text or a list: emptied."""
    return type(value)()


def no_one(value: Any) -> None:
    """A link to someone: cut."""
    return


def year(value: date | None) -> date | None:
    """A date of birth: the first of January of that year."""
    return value and date(value.year, 1, 1)


def province(value: str) -> str:
    """A postcode: the lowest one of the province it is in today, or outside Flanders."""
    found = provinces.province_of(value, periods.today())
    return LOWEST_POSTCODES.get(found or "", LOWEST_OUTSIDE) if value else ""
