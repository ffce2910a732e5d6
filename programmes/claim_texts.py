"""Why a line or a claim cannot stand, in words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from m2w import notation
from programmes.choices import CostCategory
from programmes.claiming import Cost, Fault, YearOfProject, amount_of


@dataclass(frozen=True, slots=True)
class Wording:
    """What a sentence about a line can need."""

    cost: Cost
    year: YearOfProject

    def of(self, fault: Fault) -> str:
        """A code of `claiming.faults` in words."""
        sentences = {
            "required": lambda: _("Vul dit in."),
            "staff_only": lambda: _("Dit hoort alleen bij de categorie personeel."),
            "needs_staff": lambda: _("Kies de medewerker van deze uren en loonkost."),
            "not_positive": lambda: _("Geef meer dan nul."),
            "too_many": lambda: _("Zoveel uren telt een jaar niet."),
            "too_much": lambda: _("Dit bedrag is te groot."),
            "above_norm": self.above_norm,
            "outside_year": self.outside_year,
            "computed": self.computed,
        }
        return sentences[fault.code]()

    def above_norm(self) -> str:
        told = {
            "norm": notation.number(self.year.hours_norm or 0),
            "sum": hours(self.cost.other_hours + (self.cost.hours or 0)),
        }
        return (
            _("Met de andere lijnen van dit jaar is dat %(sum)s uur; een voltijdse telt %(norm)s.")
            % told
        )

    def outside_year(self) -> str:
        told = {
            "first": notation.day(self.year.first_day),
            "last": notation.day(self.year.last_day),
        }
        return _("Kies een dag van %(first)s tot en met %(last)s.") % told

    def computed(self) -> str:
        amount = amount_of(self.cost, self.year.hours_norm) or Decimal(0)
        told = {"amount": notation.euro(amount)}
        return _("Uren en loonkost geven %(amount)s. Laat het bedrag leeg of vul dat in.") % told


def hours(number: Decimal) -> str:
    """1720.00 → `1.720`, 12.50 → `12,5`."""
    return notation.number(number.normalize() + 0)


def standing_at(project: str, year: int, category: str, number: int) -> str:
    """Where an invoice stands already: `Core Antwerpen, 2021, vorming, lijn 3`."""
    where = [project, str(year), str(CostCategory(category).label)]
    return ", ".join([*where, _("lijn %(number)s") % {"number": number}])


def repeated(where: str) -> str:
    told = {"where": where}
    return _("Deze factuur staat er al: %(where)s. Zeg waarom ze er nog eens staat.") % told


def too_much_overhead(asked: Decimal, most: Decimal, staff: Decimal, percentage: Decimal) -> str:
    told = {
        "asked": notation.euro(asked),
        "most": notation.euro(most),
        "staff": notation.euro(staff),
        "pct": f"{hours(percentage)}{notation.NBSP}%",
    }
    return (
        _(
            "U vraagt %(asked)s overhead. Het hoogste is %(most)s: %(pct)s van het ingediende"
            " personeel (%(staff)s)."
        )
        % told
    )


def too_many_hours(who: str, declared: Decimal, norm: int) -> str:
    told = {"who": who, "sum": hours(declared), "norm": notation.number(norm)}
    return _("%(who)s: %(sum)s uur in dit jaar, meer dan de %(norm)s van een voltijdse.") % told
