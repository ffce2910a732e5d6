"""The five Flemish provinces by NIS code, and which one a postcode lies in on a date."""

from datetime import date

from m2w.reference.labels import Label

ANTWERPEN = "10000"
VLAAMS_BRABANT = "20001"
WEST_VLAANDEREN = "30000"
OOST_VLAANDEREN = "40000"
LIMBURG = "70000"

OUTSIDE = "outside"

LABELS = {
    ANTWERPEN: Label("Antwerpen", "Antwerp"),
    VLAAMS_BRABANT: Label("Vlaams-Brabant", "Flemish Brabant"),
    WEST_VLAANDEREN: Label("West-Vlaanderen", "West Flanders"),
    OOST_VLAANDEREN: Label("Oost-Vlaanderen", "East Flanders"),
    LIMBURG: Label("Limburg", "Limburg"),
    OUTSIDE: Label("buiten Vlaanderen", "outside Flanders"),
}
PROVINCES = (ANTWERPEN, VLAAMS_BRABANT, WEST_VLAANDEREN, OOST_VLAANDEREN, LIMBURG)

# Which border on which.
NEIGHBOURS = {
    ANTWERPEN: (VLAAMS_BRABANT, OOST_VLAANDEREN, LIMBURG),
    VLAAMS_BRABANT: (ANTWERPEN, OOST_VLAANDEREN, LIMBURG),
    WEST_VLAANDEREN: (OOST_VLAANDEREN,),
    OOST_VLAANDEREN: (ANTWERPEN, VLAAMS_BRABANT, WEST_VLAANDEREN),
    LIMBURG: (ANTWERPEN, VLAAMS_BRABANT),
}

# Whole hundreds of postcodes belong together, so the first two digits decide.
_HUNDREDS = {
    VLAAMS_BRABANT: (*range(15, 20), *range(30, 35)),
    ANTWERPEN: range(20, 30),
    LIMBURG: range(35, 40),
    WEST_VLAANDEREN: range(80, 90),
    OOST_VLAANDEREN: range(90, 100),
}
_PROVINCE_BY_PREFIX = {
    str(hundred): province for province, hundreds in _HUNDREDS.items() for hundred in hundreds
}
# Zwijndrecht merged into Beveren-Kruibeke-Zwijndrecht.
ZWIJNDRECHT = "2070"
ZWIJNDRECHT_MOVED_ON = date(2025, 1, 1)


def province_of(postcode: str, on: date) -> str | None:
    """NIS code of the Flemish province of a postcode on that date, None outside Flanders.

    Source: domain.md 2, "Residence"; postcode 2070 is the only one that ever moved.
    """
    if postcode == ZWIJNDRECHT and on >= ZWIJNDRECHT_MOVED_ON:
        return OOST_VLAANDEREN
    return _PROVINCE_BY_PREFIX.get(postcode[:2])


def first_digits(province: str) -> list[str]:
    """How the postcodes of a province begin, the one that moved left aside."""
    return [digits for digits, found in _PROVINCE_BY_PREFIX.items() if found == province]


def label(code: str) -> str:
    """Name of a province (or `outside`) in the active language."""
    return str(LABELS[code])
