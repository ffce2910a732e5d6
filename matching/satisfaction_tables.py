"""What people say together, as tables for a page."""

from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.details import Text
from m2w.tables import Column, Table
from matching.choices import Moment, QuestionnaireCode
from matching.questionnaires import in_force
from matching.satisfaction import MOMENTS, Opinion, Satisfaction
from matching.site_language import language_of_site


def table_of(said: Satisfaction, on: date) -> Table:
    """A row per question of the version in force on a day, a column per moment."""
    texts = in_force(said.questionnaire, on)
    language = language_of_site(texts)
    rows = [{"question": item.text[language], **said.items[item.code]} for item in texts.items]
    columns = [Column(_("Vraag"), "question"), *map(column_of, MOMENTS[said.questionnaire])]
    counts = {"answered": notation.number(said.answered), "asked": notation.number(said.asked)}
    note = gettext("%(answered)s van %(asked)s vulden in") % counts
    caption = capfirst(str(QuestionnaireCode(said.questionnaire).label))
    return Table(caption, columns, rows, note=note)


def column_of(moment: str) -> Column:
    return Column(
        capfirst(str(Moment(moment).label)),
        lambda row: in_words(row[moment]),
        note=lambda row: answers(row[moment]),
    )


def in_words(opinion: Opinion) -> Text:
    if opinion.mean is None:
        return gettext("te weinig antwoorden")
    mean = opinion.mean
    return notation.number(Decimal(mean.numerator) / Decimal(mean.denominator), 1)


def answers(opinion: Opinion) -> Text:
    if opinion.mean is None:
        return ""
    return gettext("%(n)s antwoorden") % {"n": notation.number(opinion.answers)}
