"""What is said of sheets in words."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.details import Text
from m2w.periods import ONE_DAY, Period
from programmes.choices import EvaluationKind
from programmes.evaluation_rounds import Round
from programmes.models import EvaluationCriterion

SCORE_LABELS = [(1, _("1 – laagste")), (2, "2"), (3, "3"), (4, _("4 – hoogste"))]
LACK_TEXTS: dict[str, Text] = {
    "unscored": _("Geef “%(criterion)s” een score, of zeg in de toelichting waarom niet."),
    "score_needs_reason": _("Zeg waarom de score een andere is dan het gemiddelde."),
    "no_verdict": _("Kies een oordeel."),
    "no_conclusion": _("Schrijf de inhoudelijke analyse."),
}


def criterion_text(criterion: EvaluationCriterion) -> str:
    """A criterion in the language of the reader."""
    english = (get_language() or "").startswith("en")
    return criterion.text_en if english else criterion.text_nl


def period_text(period: Period) -> str:
    """`januari–februari 2022` for whole months, otherwise its first and last day."""
    last = period.last_day or period.start
    whole = period.start.day == 1 and (last + ONE_DAY).day == 1
    if not whole:
        told = {"first": notation.day(period.start), "last": notation.day(last)}
        return _("%(first)s t/m %(last)s") % told
    ending = month(last, "F Y")
    if (period.start.year, period.start.month) == (last.year, last.month):
        return ending
    same_year = period.start.year == last.year
    return f"{month(period.start, 'F' if same_year else 'F Y')}–{ending}"


def month(day: date, form: str) -> str:
    return format_date(day, form.replace(" ", notation.NBSP))


def round_title(on_round: Round) -> str:
    """`Tweemaandelijks: Samen Sterk, januari–februari 2022`."""
    kind = str(EvaluationKind(on_round.kind).label).capitalize()
    if on_round.kind != EvaluationKind.BIMONTHLY:
        return f"{kind}: {on_round.scope.name}"
    return f"{kind}: {on_round.scope.name}, {period_text(on_round.period)}"
