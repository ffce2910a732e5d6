"""The half-days of a week on which someone can be free."""

from m2w.reference.labels import Label

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS_OF_DAY = ("am", "pm", "ev")
HALF_DAYS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS_OF_DAY)

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_IN_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = (("voormiddag", "morning"), ("namiddag", "afternoon"), ("avond", "evening"))

LABELS = dict(
    zip(
        HALF_DAYS,
        [
            Label(f"{day}{part}", f"{english} {part_in_english}")
            for day, english in zip(_DAYS, _IN_ENGLISH, strict=True)
            for part, part_in_english in _PARTS
        ],
        strict=True,
    )
)


def label(code: str) -> str:
    """Name of a half-day in the active language: `tue-ev` is a dinsdagavond."""
    return str(LABELS[code])
