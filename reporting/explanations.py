"""Why a budget is under- or over-used: sentences with the figures that explain it.

Of one project for the report, and of many together for the page: the same causes, the same sums.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w import notation
from m2w.notation import euro
from reporting.budget import ZERO
from reporting.effects import LATE_AFTER_DAYS, Spending, effects
from reporting.tables import CENT, rounded

# Above this many years only how many there are is told.
MOST_YEARS_NAMED = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One cause in words: what it is in short, the figures, and what it explains, in euro.

    `projects` are the codes of those in which it plays.
    """

    cause: str
    heading: str
    text: str
    amount: Decimal
    projects: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.heading} {self.text}"


def explain(spending: Spending, signal: str | None) -> str | None:
    """What explains the under- or over-use of one project; none when it is on track."""
    if spending.until is None or signal in {None, "on_track"}:
        return None
    return " ".join(sentence.text for sentence in sentences({"": spending})) or None


def sentences(projects: dict[str, Spending]) -> list[Sentence]:
    """The causes of the gap between planned and declared over some projects, by code; the one
    that explains most first."""
    causes = {code: effects(one) for code, one in projects.items() if one.until}
    found = [told for cause in TELLERS if (told := _told(cause, causes, projects))]
    return sorted(found, key=lambda one: -abs(one.amount))


def _told(
    cause: str, causes: dict[str, dict[str, Decimal]], projects: dict[str, Spending]
) -> Sentence | None:
    codes = tuple(code for code, of in causes.items() if cause in of)
    amount = sum((causes[code][cause] for code in codes), ZERO)
    if not amount:
        return None
    heading, text = TELLERS[cause]([projects[code] for code in codes], amount)
    return Sentence(cause, heading, text, amount, codes)


def _mentees(projects: Collection[Spending], amount: Decimal) -> tuple[str, str]:
    told = {
        "started": notation.number(sum(one.started for one in projects)),
        "planned": notation.number(_whole(sum(one.planned_mentees for one in projects))),
        "amount": euro(abs(amount)),
    }
    if amount > 0:
        return _("Minder mentees gestart dan gepland."), (
            _(
                "Van de %(planned)s geplande mentees startten er %(started)s;"
                " dat verklaart %(amount)s."
            )
            % told
        )
    return _("Meer mentees gestart dan gepland."), (
        _(
            "Er startten %(started)s mentees; gepland waren er %(planned)s."
            " Dat kost %(amount)s meer."
        )
        % told
    )


def _late_start(projects: Collection[Spending], amount: Decimal) -> tuple[str, str]:
    told = {
        "n": notation.number(len(projects)),
        "days": notation.number(max(one.late_days for one in projects)),
        "late": LATE_AFTER_DAYS,
        "amount": euro(amount),
    }
    if len(projects) == 1:
        text = _(
            "De eerste mentee startte %(days)s dagen na het begin van het project;"
            " dat verklaart %(amount)s."
        )
    else:
        text = _(
            "In %(n)s projecten startte de eerste mentee meer dan %(late)s dagen na het begin;"
            " dat verklaart %(amount)s."
        )
    return _("Later begonnen."), text % told


def _not_declared(projects: Collection[Spending], amount: Decimal) -> tuple[str, str]:
    years = sorted({year for one in projects for year in one.missing})
    told = {
        "n": notation.number(len(projects)),
        "years": ", ".join(map(str, years)),
        "amount": euro(amount),
    }
    if len(years) > MOST_YEARS_NAMED:
        told["years"] = _("%(n)s jaren") % {"n": len(years)}
    text = ngettext(
        "Voor %(years)s zijn nog geen kosten gedeclareerd; daarvoor was %(amount)s gepland.",
        "In %(n)s projecten zijn voor %(years)s nog geen kosten gedeclareerd;"
        " daarvoor was %(amount)s gepland.",
        len(projects),
    )
    return _("Nog niet gedeclareerd."), text % told


def _unit_cost(projects: Collection[Spending], amount: Decimal) -> tuple[str, str]:
    started = sum(one.started for one in projects)
    declared = sum((one.declared_due for one in projects), ZERO)
    if not started:
        told = {"amount": euro(declared)}
        text = _("Er is %(amount)s gedeclareerd zonder dat er een mentee startte.") % told
        return _("Kosten zonder mentees."), text
    granted = sum((one.money.granted for one in projects), ZERO)
    told = {
        "cost": euro(_each(declared, started)),
        "granted": euro(_each(granted, sum(one.target for one in projects))),
        "amount": euro(abs(amount)),
    }
    if amount > 0:
        return _("Goedkoper per gestarte mentee."), (
            _(
                "Een gestarte mentee kostte %(cost)s, tegenover %(granted)s toegekend per"
                " geplande mentee; dat verklaart %(amount)s."
            )
            % told
        )
    return _("Duurder per gestarte mentee."), (
        _(
            "Een gestarte mentee kostte %(cost)s, tegenover %(granted)s toegekend per geplande"
            " mentee; dat kost %(amount)s meer."
        )
        % told
    )


def _execution(projects: Collection[Spending], amount: Decimal) -> tuple[str, str]:
    told = {"amount": euro(abs(amount))}
    if amount > 0:
        return _("Minder uitgegeven dan gepland."), (
            _("In de jaren die gedeclareerd zijn, is %(amount)s minder uitgegeven dan gepland.")
            % told
        )
    return _("Meer uitgegeven dan gepland."), (
        _("In de jaren die gedeclareerd zijn, is %(amount)s meer uitgegeven dan gepland.") % told
    )


Tell = Callable[[Collection[Spending], Decimal], tuple[str, str]]
TELLERS: dict[str, Tell] = {
    "mentees": _mentees,
    "late_start": _late_start,
    "not_declared": _not_declared,
    "unit_cost": _unit_cost,
    "execution": _execution,
}


def _whole(value: Fraction | int) -> int:
    return int(rounded(Fraction(value), Decimal(1)))


def _each(total: Decimal, count: int) -> Decimal:
    return rounded(Fraction(total) / count, CENT)
