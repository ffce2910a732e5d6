"""What a mentor's file still lacks. It only advises: the hard rules are those of domain.md 4.

Pure: a mentor, or the row of one, in.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching.choices import InterviewOutcome


class Item(NamedTuple):
    """One thing to do, and whether it is done."""

    text: str | Promise
    is_done: Callable[[Any], bool]


def is_decided(mentor: Any) -> bool:
    """Whether the meeting has an outcome; before it there is none to decide on."""
    return mentor.interviewed_on is None or mentor.interview_outcome not in {
        "",
        InterviewOutcome.TO_BE_SEEN,
    }


ITEMS = (
    Item(_("e-mailadres of telefoon noteren"), lambda mentor: bool(mentor.email or mentor.phone)),
    Item(_("kennismaking houden"), lambda mentor: mentor.interviewed_on is not None),
    Item(_("beslissen na de kennismaking"), is_decided),
    Item(_("informatienota bezorgen"), lambda mentor: mentor.information_note_on is not None),
    Item(_("als vrijwilliger verzekeren"), lambda mentor: mentor.insured_from is not None),
    Item(_("afsprakennota laten ondertekenen"), lambda mentor: mentor.agreement_on is not None),
    Item(
        _("geheimhouding laten ondertekenen"),
        lambda mentor: mentor.confidentiality_on is not None,
    ),
    Item(_("mentorvorming afronden"), lambda mentor: mentor.trained_on is not None),
)


def to_do(mentor: Any) -> list[str | Promise]:
    """In the order in which one would do it."""
    return [item.text for item in ITEMS if not item.is_done(mentor)]
