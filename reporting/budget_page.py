"""What the page of a budget shows: the steps, the sentences and the table, each with what it
opens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w import notation
from m2w import tables as pages
from m2w.notation import euro
from programmes.models import Call, Claim, Grant, Payment, PaymentList, Settlement
from reporting.access import LOT_READERS, SEES_WHOLE_CALLS
from reporting.budget import ZERO
from reporting.effects import Spending, since_due
from reporting.explanations import Sentence, sentences
from reporting.filters import BudgetFilter
from reporting.marks import SIGNAL_MARKS
from reporting.opening import ROWS, rows_url
from reporting.pages import page_table
from reporting.reports.money import BUDGET
from reporting.tables import Column, Row, Shown, Table, percent
from reporting.waterfall import Group, Sums, together

STEP_HEIGHT = 68
# The filters that a list of grants, claims, settlements or payments shares with this page.
SHARED = ("as_of", "call", "lot", "promoter", "project", "province")
AMOUNTS = (
    Column("granted", gettext_lazy("Toegekend maximum"), "amount"),
    Column("declared", gettext_lazy("Gedeclareerd"), "amount"),
    Column("accepted", gettext_lazy("Aanvaard"), "amount"),
    Column("settled", gettext_lazy("Afgerekend"), "amount"),
    Column("paid", gettext_lazy("Betaald"), "amount"),
    Column("use_pct", gettext_lazy("Gebruik"), "percent"),
    Column("signal", gettext_lazy("Oordeel"), "code"),
)


def shared(asked: BudgetFilter, **more: str) -> str:
    """The same selection as part of an address."""
    query = asked.data.copy()
    for name in set(query) - set(SHARED) - {"by"}:
        del query[name]
    for name, value in more.items():
        query[name] = value
    return f"?{query.urlencode()}"


def opened_rows(figure: str, asked: BudgetFilter, **more: str) -> str:
    """The list of the rows behind a figure; for who may not read those, the projects."""
    same = {name: asked.data[name] for name in SHARED if name in asked.data}
    found = rows_url(figure, asked.request.user, {**same, **more})
    return found or f"{reverse('budget')}{shared(asked, by='project', **more)}#verdeling"


def project_url(asked: BudgetFilter, code: str) -> str:
    """The page about one project."""
    return f"{reverse('budget')}{shared(asked, project=code, by='project')}" if code else ""


# The lists of money, whatever the page is about.
LISTS = (
    (gettext_lazy("Toekenningen"), "grants", Grant),
    (gettext_lazy("Kosten"), "claims", Claim),
    (gettext_lazy("Afrekeningen"), "settlements", Settlement),
    (gettext_lazy("Betalingen"), "payments", Payment),
    (gettext_lazy("Betaallijsten"), "payment_lists", PaymentList),
)


def lists_of(reader: Any) -> list[tuple[str, str]]:
    """The lists of money that someone may open."""
    return [
        (str(name), reverse(view))
        for name, view, model in LISTS
        if model.objects.all().opens_to(reader)
    ]


def further(asked: BudgetFilter) -> list[tuple[str, str]]:
    """The other pages about the same selection, as far as the reader may open them."""
    found = [(_("Vooruitzicht"), reverse("budget_ahead"))]
    if asked.selection.shows_people or not asked.narrowed:
        found.append((_("Kost per eenheid"), reverse("budget_unit_costs")))
    if asked.selection.role in LOT_READERS:
        found.append((_("Percelen, plaatsen en wachtenden"), reverse("budget_lots")))
    return [(name, address + shared(asked)) for name, address in found]


# The steps ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall, in euro, beside the step above it. `top` is where it is drawn."""

    label: str
    amount: Decimal
    above: Decimal
    most: Decimal
    top: int
    url: str = ""

    @property
    def width(self) -> str:
        return notation.share(self.amount, self.most)

    @property
    def gap(self) -> str:
        """How wide the difference with the step above is; empty when there is none."""
        return (
            notation.share(self.above - self.amount, self.most) if self.above > self.amount else ""
        )

    @property
    def bar_top(self) -> int:
        return self.top + 10


def steps(asked: BudgetFilter, sums: Sums) -> list[Step]:
    """From the budget, for who sees all that it was granted to, to what was settled."""
    labels = {
        "granted": _("Toegekend maximum"),
        "declared": _("Gedeclareerd"),
        "accepted": _("Aanvaard na controle"),
        "settled": _("Afgerekend"),
    }
    found = [
        (label, getattr(sums, figure), opened_rows(figure, asked))
        for figure, label in labels.items()
    ]
    if (whole := whole_budget(asked)) is not None:
        found.insert(0, (_("Budget van de oproep"), whole, ""))
    most = max((amount for _label, amount, _url in found), default=ZERO)
    above = [found[0][1], *(amount for _label, amount, _url in found)]
    return [
        Step(label, amount, above[at], most, STEP_HEIGHT * at + 16, url)
        for at, (label, amount, url) in enumerate(found)
    ]


def height_of(found: Sequence[Step]) -> int:
    return STEP_HEIGHT * len(found)


def whole_budget(asked: BudgetFilter) -> Decimal | None:
    """The budget of the call, when it is all about that; None otherwise."""
    call: Call | None = asked.asked["call"]
    if call is None or asked.narrowed or asked.selection.role not in SEES_WHOLE_CALLS:
        return None
    return call.budget


def of_budget(asked: BudgetFilter, sums: Sums) -> str:
    """What part of the budget was granted, in words; nothing when it is about less."""
    whole = whole_budget(asked)
    if not whole:
        return ""
    told = {
        "share": notation.percent(percent(sums.granted, whole) or ZERO),
        "left": euro(whole - sums.granted),
    }
    return _("Toegekend maximum is %(share)s van het budget: %(left)s is niet toegekend.") % told


# The judgement -----------------------------------------------------------------------------------


def headline(asked: BudgetFilter, groups: Sequence[Group], call: Call) -> str:
    """In how many groups there is under- or over-use."""
    signals = [group.sums.signal(call) for group in groups]
    told = {"all": notation.number(len(groups)), "what": asked.division.plural}
    found = [
        words % {**told, "n": notation.number(signals.count(signal))}
        for signal, words in (
            ("under", _("Er is onderbenutting in %(n)s van de %(all)s %(what)s.")),
            ("over", _("Er is overbenutting in %(n)s van de %(all)s %(what)s.")),
        )
        if signal in signals
    ]
    if not found and any(signals):
        return _("Er is geen onder- of overbenutting.")
    return " ".join(found)


def judged(sums: Sums, until: date | None, as_of: date) -> str:
    """Over what it is judged, and what came of it."""
    if until is None:
        return _("Tot en met deze dag moesten nog geen kosten gedeclareerd zijn.")
    told = {
        "as_of": notation.day(as_of),
        "until": notation.day(until),
        "use": notation.percent(sums.use_pct) if sums.use_pct is not None else "",
    }
    if not told["use"]:
        return _("Voor wat gedeclareerd moest zijn, is niets toegekend.")
    return (
        _(
            "Beoordeeld over wat op %(as_of)s gedeclareerd moest zijn (kosten tot en met"
            " %(until)s), is %(use)s van het geplande bedrag gebruikt."
        )
        % told
    )


def balance(sums: Sums) -> str:
    """What was planned and declared over what is due, and the difference that the reasons make."""
    less = sums.gap
    planned = sums.declared_due + less
    if not planned:
        return ""
    told = {
        "planned": euro(planned),
        "declared": euro(sums.declared_due),
        "gap": euro(abs(less)),
    }
    if less < 0:
        return (
            _("Gepland was %(planned)s, gedeclareerd is %(declared)s: %(gap)s meer. Dat komt zo:")
            % told
        )
    if less > 0:
        return (
            _("Gepland was %(planned)s, gedeclareerd is %(declared)s: %(gap)s minder. Dat komt zo:")
            % told
        )
    return _("Gepland was %(planned)s, en zoveel is gedeclareerd.") % told


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with the address of its rows."""

    heading: str
    text: str
    url: str
    link: str


def reasons(asked: BudgetFilter, spent: Mapping[str, Spending]) -> list[Reason]:
    return [
        Reason(one.heading, one.text, cause_url(asked, one.cause), opened(one))
        for one in sentences(dict(spent))
    ]


def cause_url(asked: BudgetFilter, cause: str) -> str:
    return f"{reverse('budget_cause', args=[cause])}{shared(asked)}"


def opened(sentence: Sentence) -> str:
    n = len(sentence.projects)
    text = ngettext("Toon het project", "Toon de %(n)s projecten", n)
    return text % {"n": notation.number(n)}


def beside(asked: BudgetFilter, spent: Mapping[str, Spending], sums: Sums) -> list[Reason]:
    """What is no under-use: only time since the last due date, and what control took off."""
    found = []
    later = sum((since_due(one) for one in spent.values()), ZERO)
    if later > 0:
        text = _(
            "%(amount)s van het verwachte bedrag hoort bij dagen na de laatste vervaldag: dat is"
            " alleen tijd, die kosten worden later gedeclareerd."
        )
        found.append(("since_due", _("Nog niet vervallen."), text % {"amount": euro(later)}))
    if sums.refused:
        told = {
            "amount": euro(sums.refused),
            "controlled": euro(sums.controlled),
            "share": notation.percent(percent(sums.refused, sums.controlled) or ZERO),
        }
        text = _(
            "Van %(controlled)s die gecontroleerd is, is %(amount)s niet aanvaard (%(share)s)."
        )
        found.append(("refused", _("Geweigerd bij de controle."), text % told))
    return [
        Reason(heading, text, cause_url(asked, cause), _("Toon de berekening"))
        for cause, heading, text in found
    ]


# The table ---------------------------------------------------------------------------------------


def division_table(asked: BudgetFilter, groups: Sequence[Group], call: Call) -> Table:
    by = asked.division
    total = together(group.sums for group in groups)
    return Table(
        BUDGET.code,
        _("Bedragen per %(what)s") % {"what": by.label},
        asked.selection.as_of,
        BUDGET.definition,
        (Column(by.code, capfirst(str(by.label)), "code"), *AMOUNTS),
        [line(by.code, group.code, group.sums, call) for group in groups],
        line(by.code, "", total, call),
        {
            by.code: {group.code: group.name for group in groups},
            "signal": {code: str(mark.label) for code, mark in SIGNAL_MARKS.items()},
        },
    )


def line(column: str, code: str, sums: Sums, call: Call) -> Row:
    amounts = {one.name: getattr(sums, one.name) for one in AMOUNTS if one.type == "amount"}
    return {column: code, **amounts, "use_pct": sums.use_pct, "signal": sums.signal(call)}


# Into what a group is divided next.
NARROWER = {"lot": "project", "province": "lot", "promoter": "project"}


def drawn(asked: BudgetFilter, table: Shown) -> pages.Table:
    """The table: from each group to the same page about it, from each figure to its rows."""
    by = asked.division.code

    def of_group(row: Row) -> str:
        """A group of several provinces has no filter of its own."""
        code = str(row[by])
        return "" if by == "province" and "+" in code else code

    def narrowed(row: Row) -> str:
        if not (code := of_group(row)):
            return ""
        more = {by: code, "by": NARROWER.get(by, by)}
        return f"{reverse('budget')}{shared(asked, **more)}"

    def rows_of(figure: str) -> Callable[[Row], str]:
        return lambda row: (
            opened_rows(figure, asked, **{by: code}) if (code := of_group(row)) else ""
        )

    return page_table(table, links={by: narrowed, **{figure: rows_of(figure) for figure in ROWS}})
