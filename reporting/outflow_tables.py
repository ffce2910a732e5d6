"""What the page of outflow shows: the split, how soon work came and whether it lasted, and two
versions of the definition beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from m2w import tables as pages
from m2w.bars import DEEP, Figure
from m2w.lines import rising
from reporting import indicators
from reporting.finding_work import KEPT_FOR, AtWork, Found, per_group, still_looking, together
from reporting.indicators import Counts
from reporting.measures import Dimension
from reporting.reports.names import names_of
from reporting.reports.outflow import COLUMNS as OF_REPORT
from reporting.reports.outflow import OUTFLOW, definition_of, with_shares
from reporting.selection import Selection
from reporting.spans import growth, spread
from reporting.tables import Column, Row, Table, percent, placed, total_of

# From so many people with work on a curve says more than chance.
FEWEST_FOR_A_CURVE = 30
# How far the curve goes, and where the table beside it looks.
MONTHS_SHOWN = 24
LOOKED_AT = (3, 6, 9, 12, 18, 24)


def counts_of(selection: Selection, by: Dimension) -> dict[str, Counts]:
    """The split along a dimension; every project of the selection has its line."""
    if by.code == "project":
        return indicators.outflow_per_project(selection)
    return dict(sorted(indicators.outflow_by(selection, by).items()))


def split_table(selection: Selection, by: Dimension, counts: Mapping[str, Counts]) -> Table:
    """The report of outflow, along any dimension, with `completed` beside `ended`."""
    first = Column(by.code, capfirst(str(by.label)), "code")
    ended, *rest = OF_REPORT[1:]
    columns = (first, ended, Column("completed", gettext_lazy("Waarvan afgerond")), *rest)
    rows: list[Row] = [with_shares({by.code: code, **found}) for code, found in counts.items()]
    return Table(
        OUTFLOW.code,
        _("Beëindigde begeleidingen naar uitstroom"),
        selection.as_of,
        definition_of(selection),
        columns,
        rows,
        with_shares(total_of(columns, rows)),
        {by.code: names_of(by.code, selection)},
        place=placed(by.code),
    )


# How soon, and how long ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    found: Found

    @property
    def middle(self) -> Decimal | None:
        days = spread(self.found.days)
        return days.middle.quantize(Decimal(1), ROUND_HALF_UP) if days else None

    @property
    def half(self) -> str:
        """From which day to which the middle half lies."""
        days = spread(self.found.days)
        if days is None:
            return ""
        told = {"low": notation.number(days.low, 0), "high": notation.number(days.high, 0)}
        return _("%(low)s tot %(high)s") % told

    def kept(self, months: int) -> str:
        """`12 van 20 (60,0 %)`: at work all that time, of whom so much time has passed."""
        kept, of = self.found.kept[months], self.found.long_ago[months]
        share = percent(kept, of)
        if share is None:
            return ""
        told = {
            "kept": notation.number(kept),
            "of": notation.number(of),
            "share": notation.percent(share),
        }
        return _("%(kept)s van %(of)s (%(share)s)") % told


def work_table(selection: Selection, by: Dimension, people: Sequence[AtWork]) -> pages.Table:
    names = names_of(by.code, selection)
    groups = sorted(per_group(list(people)).items())
    lines = [Line(str(names.get(code, code)), found) for code, found in groups]
    if len(lines) > 1:
        lines.append(Line(_("Alle samen"), together(list(people))))
    return pages.Table(
        _("Hoe snel er werk was, en of het bleef"),
        [
            pages.Column(capfirst(str(by.label)), "label"),
            pages.Column(gettext_lazy("Met werk"), lambda line: line.found.people, "count"),
            pages.Column(gettext_lazy("Dagen tot werk, mediaan"), "middle", "number"),
            pages.Column(gettext_lazy("Middelste helft"), "half"),
            *(kept_column(months) for months in KEPT_FOR),
        ],
        lines,
        note=_("Dagen van het eerste duo tot het eerste werk dat telt."),
    )


def kept_column(months: int) -> pages.Column:
    label = _("Na %(months)s maanden nog aan het werk") % {"months": months}
    return pages.Column(label, lambda line: line.kept(months))


@dataclass(frozen=True, slots=True)
class Curve:
    """How the share with work grows with the months since the first duo."""

    figure: Figure
    table: pages.Table


def curve_of(selection: Selection, people: Sequence[AtWork]) -> Curve | None:
    """None when it would say no more than chance."""
    if len(people) < FEWEST_FOR_A_CURVE:
        return None
    days = together(list(people)).days
    shares = growth(days, still_looking(selection, list(people)), MONTHS_SHOWN)
    rows = [(months, shares[months]) for months in LOOKED_AT]
    columns = [
        pages.Column(gettext_lazy("Maanden sinds het eerste duo"), lambda row: str(row[0])),
        pages.Column(gettext_lazy("Had werk"), lambda row: row[1], "percent"),
    ]
    table = pages.Table(_("Aandeel met werk, per maand"), columns, rows)
    return Curve(rising(shares, DEEP, x=_("maanden"), y="%"), table)


# Two versions ----------------------------------------------------------------------------------

COMPARED = ("work", "sustainable_work", "none", "pending")


def versions_table(
    selection: Selection, by: Dimension, counts: Mapping[str, Counts], other: int
) -> pages.Table:
    """What another version of the definition counts, beside the one in use, and what it says."""
    compared = replace(selection, version=other)
    theirs = counts_of(compared, by)
    names = names_of(by.code, selection)
    nothing: Counts = dict.fromkeys(COMPARED, 0)
    lines = [
        {
            "label": names.get(code, code),
            **{f"{name}_now": found[name] for name in COMPARED},
            **{f"{name}_other": theirs.get(code, nothing)[name] for name in COMPARED},
        }
        for code, found in counts.items()
    ]
    labels = {column.name: column.label for column in OF_REPORT}
    versions = (("now", selection.outflow_version), ("other", other))
    columns = [
        pages.Column(f"{labels[name]}, v{version}", f"{name}_{which}", "count")
        for name in COMPARED
        for which, version in versions
    ]
    told = {"now": selection.outflow_version, "other": other}
    caption = _("Versie %(now)s naast versie %(other)s van de definitie") % told
    says = {"other": other, "text": definition_of(compared).text}
    return pages.Table(
        caption,
        [pages.Column(capfirst(str(by.label)), "label"), *columns],
        lines,
        note=_("Versie %(other)s: %(text)s") % says,
    )
