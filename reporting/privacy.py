"""Written questions name who asked and who answers: people in public office."""

from django.utils.translation import gettext_lazy as _

from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.terms import ARCHIVE
from m2w.privacy.uses import PARLIAMENT, Subject
from reporting.access import QUESTION_READERS
from reporting.models import AnswerPart, RuleText, SubQuestion, WrittenQuestion

OFFICE = Personal(PARLIAMENT, _("naam en ambt"), ARCHIVE, (Subject.OFFICIAL,), export=False)
READERS = frozenset(QUESTION_READERS)

DECLARATIONS = [
    Declaration(
        WrittenQuestion,
        personal=OFFICE.of("member", "minister", "minister_title"),
        impersonal=(
            *("code", "number", "asked_on", "subject", "introduction"),
            *("call_reference", "figures_on"),
        ),
    ),
    Declaration(AnswerPart, impersonal=("question", "position", "text"), readers=READERS),
    Declaration(
        SubQuestion,
        impersonal=(
            *("question", "part", "number", "title", "text", "report", "answer", "rule_text"),
        ),
        readers=READERS,
    ),
    Declaration(
        RuleText,
        impersonal=(
            *("code", "title_nl", "title_en", "text_nl", "text_en"),
            *("valid_from", "valid_until", "source"),
        ),
        readers=READERS,
    ),
]
