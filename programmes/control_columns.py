"""How costs under control show in lists: what was declared, what control made of it, and how far
it is."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.details import Text
from m2w.marks import Mark
from m2w.tables import Column
from programmes.models import Claim, ClaimLine

TO_JUDGE = Mark(_("te beoordelen"), "ring", "info")
ASKED = Mark(_("bewijs gevraagd"), "ask", "wait")
PROVED = Mark(_("bewijs bezorgd"), "in", "info")
ACCEPTED = Mark(_("aanvaard"), "check-c", "ok")
LOWERED = Mark(_("verlaagd"), "down", "wait")
REFUSED = Mark(_("geweigerd"), "cross-c", "stop")
OUTSIDE = Mark(_("buiten de steekproef"), "minus-c", "mute")


def verdict_mark(line: ClaimLine, chosen: frozenset[int] | None = None) -> Mark:
    """What control made of a line; of one that waits, for whom."""
    if line.amount_accepted is not None:
        if line.amount_accepted == line.amount_declared:
            return ACCEPTED
        return LOWERED if line.amount_accepted else REFUSED
    if chosen is not None and line.number not in chosen:
        return OUTSIDE
    if line.proof_asked_on is None:
        return TO_JUDGE
    return PROVED if line.proof_answered_on else ASKED


def control_url(claim: Claim) -> str:
    return reverse("claim_control", args=[claim.pk])


def line_url(line: ClaimLine) -> str:
    return reverse("claim_line_control", args=[line.claim_id, line.number])


def told_of(line: ClaimLine) -> str:
    """Whose invoice, or whose hours."""
    if line.staff:
        hours = notation.number(line.hours) if line.hours else "–"
        return str(_("%(who)s, %(hours)s uur") % {"who": line.staff, "hours": hours})
    return ", ".join(filter(None, [line.supplier, line.invoice_number]))


def name_of(line: ClaimLine) -> Text:
    return line.description or _("Kost %(number)s") % {"number": line.number}


TO_CONTROL = [
    Column(
        _("Project"),
        lambda claim: claim.project.name,
        url=control_url,
        note=lambda claim: claim.project.promoter.name,
        of=("project",),
    ),
    Column(_("Jaar"), "year"),
    Column(_("Categorie"), "get_category_display"),
    Column(_("Ingediend op"), "declared_on", "date"),
    Column(
        _("Beoordeeld"),
        lambda claim: progress(claim.judged, claim.to_judge),
        note=lambda claim: _("met een steekproef") if hasattr(claim, "sample") else "",
    ),
    Column(_("Ingediend in euro"), "declared", "amount"),
]


def progress(done: int, goal: int) -> str:
    return str(_("%(done)s van %(goal)s") % {"done": done, "goal": goal})


def of_lines(chosen: frozenset[int] | None) -> list[Column]:
    """The lines of a claim under control; `chosen` are those of its sample."""
    return [
        Column(_("Kost"), name_of, url=line_url, note=told_of),
        Column(_("Nummer"), "number", "count"),
        Column(_("Datum"), "spent_on", "date"),
        Column(_("Ingediend in euro"), "amount_declared", "amount"),
        Column(_("Aanvaard in euro"), "amount_accepted", "amount"),
        Column(_("Stand"), lambda line: verdict_mark(line, chosen), "mark"),
    ]


def elsewhere(url: Callable[[ClaimLine], str] | None) -> list[Column]:
    """The same invoice on other lines, for who may open them at `url`."""
    return [
        Column(
            _("Project"),
            lambda line: line.claim.project.name,
            url=url,
            note=lambda line: line.claim.project.promoter.name,
        ),
        Column(_("Jaar"), lambda line: line.claim.year),
        Column(_("Datum"), "spent_on", "date"),
        Column(_("Ingediend in euro"), "amount_declared", "amount"),
        Column(_("Aanvaard in euro"), "amount_accepted", "amount"),
        Column(_("Waarom nog eens"), "repeated_reason", narrow=False),
    ]
