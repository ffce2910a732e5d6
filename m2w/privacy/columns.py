"""How erasure lists show: codes and counts, never a name."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.marks import Mark
from m2w.privacy.choices import ItemState
from m2w.privacy.models import ErasureItem, ErasureList
from m2w.tables import Column

ITEM_MARKS = {
    ItemState.PENDING: ("clock", "info"),
    ItemState.ERASED: ("check-c", "ok"),
    ItemState.SKIPPED: ("minus-c", "mute"),
}


def list_url(listed: ErasureList) -> str:
    return reverse("erasure", args=[listed.pk])


def list_mark(listed: ErasureList) -> Mark:
    if listed.finished_at:
        return Mark(_("uitgevoerd"), "check-c", "ok")
    if listed.approved_at:
        return Mark(_("goedgekeurd"), "clock", "info")
    return Mark(_("wacht op goedkeuring"), "pause", "wait")


def item_mark(item: ErasureItem) -> Mark:
    icon, tone = ITEM_MARKS[ItemState(item.state)]
    return Mark(item.get_state_display(), icon, tone)  # type: ignore[arg-type]


def kind_in_words(label: str, n: int = 1) -> str:
    names = apps.get_model(label)._meta
    return str(names.verbose_name if n == 1 else names.verbose_name_plural)


def touched(counts: dict[str, int]) -> str:
    """`1 mentee, 2 aanmeldingen, 3 contacten`."""
    return ", ".join(
        f"{notation.number(n)}{notation.NBSP}{kind_in_words(label, n)}"
        for label, n in counts.items()
    )


def summed(items: Any) -> dict[str, int]:
    """What all items of a list touch together."""
    total: Counter[str] = Counter()
    for counts in items.values_list("touches", flat=True):
        total.update(counts)
    return dict(total)


LISTS = [
    Column(_("Code"), "code", url=list_url),
    Column(_("Promotor"), "promoter"),
    Column(_("Aanleiding"), "get_reason_display"),
    Column(_("Peildatum"), "as_of", "date"),
    Column(_("Lijnen"), "n_items", "count"),
    Column(_("Stand"), list_mark, "mark"),
]
ITEMS = [
    Column(_("Code"), "code", note=lambda item: kind_in_words(item.kind)),
    Column(_("Termijn"), "get_category_display"),
    Column(_("Te wissen vanaf"), "due_on", "date"),
    Column(_("Wat erbij hoort"), lambda item: touched(item.touches), narrow=False),
    Column(_("Stand"), item_mark, "mark"),
]
WHY_NOT = Column(_("Waarom niet"), "get_skipped_because_display")
