"""What pages say of a claim under control, of its sample, and of one of its lines."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from m2w import notation
from m2w.details import Fact
from programmes.amounts import ZERO
from programmes.controls import Control
from programmes.models import Claim, ClaimLine


def name_of_claim(claim: Claim) -> str:
    """`Personeel 2021`."""
    return f"{capfirst(str(claim.get_category_display()))} {claim.year}"


def of_claim(control: Control) -> list[Fact]:
    claim = control.claim
    submitted = notation.day(claim.declared_on) if claim.declared_on else ""
    closed = notation.day(claim.controlled_on) if claim.controlled_on else ""
    accepted = sum((cost.accepted or ZERO for cost in control.costs), ZERO)
    return [
        Fact(_("Ingediend op"), submitted, str(claim.declared_by or "")),
        Fact(_("Ingediend"), notation.euro(control.declared)),
        Fact(_("Aanvaard tot nu"), notation.euro(accepted)),
        Fact(_("Controle afgesloten op"), closed, str(claim.controlled_by or "")),
        *([Fact(_("Toelichting"), claim.control_reason)] if claim.control_reason else []),
    ]


def of_sample(control: Control) -> list[Fact]:
    """How the sample was drawn, so that anyone can repeat it, and what it found; empty without."""
    sample, draw, rate = control.sample, control.draw, control.rate
    if sample is None or draw is None or rate is None:
        return []
    lines = ngettext("%(n)s kost", "%(n)s kosten", len(control.lines))
    facts = [
        Fact(_("Methode"), str(sample.get_method_display())),
        Fact(_("Startwaarde"), sample.seed),
        Fact(_("Getrokken"), notation.number(len(draw.chosen)), notation.day(sample.drawn_on)),
        Fact(
            _("Uit"),
            lines % {"n": notation.number(len(control.lines))},
            notation.euro(control.declared),
        ),
    ]
    if draw.interval is not None and draw.start is not None:
        start = _("eerste punt %(start)s") % {"start": notation.euro(draw.start)}
        facts.append(Fact(_("Interval"), notation.euro(draw.interval), start))
    if draw.certain:
        facts.append(Fact(_("Zeker, door het bedrag"), notation.number(len(draw.certain))))
    found = _("%(wrong)s van %(judged)s met een fout") % {
        "wrong": notation.number(rate.wrong),
        "judged": notation.number(rate.judged),
    }
    pct = "" if rate.pct is None else notation.percent(rate.pct)
    return [*facts, Fact(_("Foutpercentage"), pct, found)]


def of_line(line: ClaimLine) -> list[Fact]:
    spent = notation.day(line.spent_on) if line.spent_on else ""
    hours = notation.number(line.hours) if line.hours else ""
    yearly = notation.euro(line.yearly_cost) if line.yearly_cost is not None else ""
    accepted = line.amount_accepted
    facts = [
        Fact(_("Ingediend"), notation.euro(line.amount_declared), str(line.entered_by or "")),
        Fact(
            _("Aanvaard"),
            "" if accepted is None else notation.euro(accepted),
            str(line.controlled_by or ""),
        ),
        Fact(_("Datum"), spent),
        Fact(_("Leverancier"), line.supplier),
        Fact(_("Factuurnummer"), line.invoice_number),
    ]
    if line.staff:
        facts += [
            Fact(_("Medewerker"), str(line.staff)),
            Fact(_("Uren"), hours),
            Fact(_("Loonkost per jaar"), yearly),
        ]
    reasons = [
        Fact(_("Waarom deze factuur er nog eens staat"), line.repeated_reason),
        Fact(_("Reden van het oordeel"), line.control_reason),
    ]
    return [*facts, *(fact for fact in reasons if fact.text)]
