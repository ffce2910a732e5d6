"""What is said of sheets in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from m2w.details import Text
from programmes.models import EvaluationCriterion

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
