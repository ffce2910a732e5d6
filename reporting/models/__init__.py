from reporting.models.answers import FrozenAnswer, FrozenFile, LaterText, Rehearsal, SearchText
from reporting.models.publishing import DisclosureRule, OpenDataSwitch, Publication, SavedTable
from reporting.models.questions import (
    AnswerPart,
    AnswerTable,
    Contribution,
    QuestionStep,
    RuleText,
    SubQuestion,
    TypedFigure,
    WrittenQuestion,
)

__all__ = [
    "AnswerPart",
    "AnswerTable",
    "Contribution",
    "DisclosureRule",
    "FrozenAnswer",
    "FrozenFile",
    "LaterText",
    "OpenDataSwitch",
    "Publication",
    "QuestionStep",
    "Rehearsal",
    "RuleText",
    "SavedTable",
    "SearchText",
    "SubQuestion",
    "TypedFigure",
    "WrittenQuestion",
]
