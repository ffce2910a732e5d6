"""How long data of people are kept: categories whose number of months is data. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w.periods import add_months


class Category(TextChoices):
    DRAFT = "draft", _("nooit ingediend")
    REFUSED = "refused", _("geweigerd of niet gestart")
    CLOSED = "closed", _("afgesloten begeleiding")
    MENTOR_APPLICANT = "mentor_applicant", _("mentor zonder duo")
    CONTACT_NOTES = "contact_notes", _("nota’s bij contacten")
    CLAIMS = "claims", _("kostendeclaraties en hun bewijzen")


DEFAULT_MONTHS: Mapping[str, int] = {
    Category.DRAFT: 6,
    Category.REFUSED: 12,
    Category.CLOSED: 24,
    Category.MENTOR_APPLICANT: 12,
    Category.CONTACT_NOTES: 12,
    Category.CLAIMS: 120,
}


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a kind of data stays: the terms that bound it, or in words what does."""

    categories: tuple[Category, ...] = ()
    words: str | Promise = ""


MENTEE_FILE = Keeping((Category.DRAFT, Category.REFUSED, Category.CLOSED))
MENTOR_FILE = Keeping((Category.MENTOR_APPLICANT, Category.CLOSED))
ANY_FILE = Keeping((*MENTEE_FILE.categories, Category.MENTOR_APPLICANT))
CLAIMS = Keeping((Category.CLAIMS,))
ACCOUNT = Keeping(words=_("zolang het account bestaat"))
RECORD = Keeping(words=_("zolang het register bestaat"))
ARCHIVE = Keeping(words=_("blijvend, als openbaar document"))


class Due(NamedTuple):
    """When something may be kept no longer, and by which term."""

    on: date
    category: Category


def due(category: Category, began: date, months: Mapping[str, int]) -> Due:
    return Due(add_months(began, months[category]), category)


def latest(found: Iterable[Due]) -> Due:
    """The term that keeps a file longest."""
    return max(found, key=lambda one: one.on)
