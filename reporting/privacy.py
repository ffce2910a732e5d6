"""Written questions name who asked and who answers, people in public office, and who worked on
them. Frozen facts are pseudonymous: rows without a name, kept to show how a figure came about."""

from django.utils.translation import gettext_lazy as _

from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.terms import ARCHIVE
from m2w.privacy.uses import PARLIAMENT, Subject
from reporting.access import QUESTION_READERS, REPORT_READERS
from reporting.models import (
    AnswerPart,
    AnswerTable,
    Contribution,
    DisclosureRule,
    FrozenAnswer,
    FrozenFile,
    LaterText,
    OpenDataSwitch,
    Publication,
    QuestionStep,
    Rehearsal,
    RuleText,
    SavedTable,
    SearchText,
    SubQuestion,
    TypedFigure,
    WrittenQuestion,
)

OFFICE = Personal(PARLIAMENT, _("naam en ambt"), ARCHIVE, (Subject.OFFICIAL,), export=False)
SIGNED = Personal(PARLIAMENT, _("wie wat deed"), ARCHIVE, (Subject.STAFF,), export=False)
PSEUDONYMOUS = Personal(
    PARLIAMENT, _("feiten zonder naam achter een cijfer"), ARCHIVE, (Subject.MENTEE,), export=False
)
READERS = frozenset(QUESTION_READERS)

QUESTIONS = [
    Declaration(
        WrittenQuestion,
        personal=OFFICE.of("member", "minister", "minister_title") | SIGNED.of("assigned_to"),
        impersonal=(
            *("code", "number", "asked_on", "subject", "introduction", "text", "state"),
            *("call_reference", "figures_on", "sent_on", "published_on"),
        ),
    ),
    Declaration(
        QuestionStep,
        personal=SIGNED.of("by"),
        impersonal=("question", "state", "on", "note"),
        readers=READERS,
    ),
    Declaration(AnswerPart, impersonal=("question", "position", "text"), readers=READERS),
    Declaration(
        SubQuestion,
        personal=SIGNED.of("assigned_to") | OFFICE.of("reference", "other_minister"),
        impersonal=(
            *("question", "part", "number", "label", "title", "text", "kind", "answer"),
            *("rule_text", "refers_to", "why_unavailable", "is_ready"),
        ),
        readers=READERS,
    ),
    Declaration(
        AnswerTable,
        impersonal=("sub_question", "position", "report", "title", "options"),
        readers=READERS,
    ),
    Declaration(
        TypedFigure,
        personal=SIGNED.of("by"),
        impersonal=("sub_question", "text", "reason"),
        readers=READERS,
    ),
    Declaration(
        Contribution,
        personal=SIGNED.of("asked_by", "given_by"),
        impersonal=("code", "sub_question", "asked", "asked_on", "due_on", "text", "given_on"),
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
ANSWERS = [
    Declaration(
        FrozenAnswer,
        personal=SIGNED.of("frozen_by") | PSEUDONYMOUS.of("facts", "key"),
        impersonal=(
            *("question", "as_of", "frozen_on", "document", "smallest_shown"),
            *("code_version", "checksum"),
        ),
        readers=READERS,
    ),
    Declaration(FrozenFile, impersonal=("answer", "name", "content"), readers=READERS),
    Declaration(
        LaterText,
        personal=SIGNED.of("by"),
        impersonal=("answer", "heading", "text", "reason", "on"),
        readers=READERS,
    ),
    Declaration(Rehearsal, impersonal=("question", "month", "as_of", "findings"), readers=READERS),
    Declaration(
        SearchText,
        impersonal=("question", "number", "is_answer", "text", "words"),
        readers=READERS,
    ),
]
PUBLISHING = [
    Declaration(
        DisclosureRule,
        impersonal=("smallest_shown", "valid_from", "valid_until", "source"),
        readers=frozenset(REPORT_READERS),
    ),
    Declaration(
        SavedTable,
        personal=SIGNED.of("saved_by"),
        impersonal=("code", "name", "report", "options", "organisation"),
    ),
    Declaration(
        OpenDataSwitch,
        personal=SIGNED.of("set_by"),
        impersonal=("is_on", "set_on"),
        readers=READERS,
    ),
    Declaration(
        Publication,
        personal=SIGNED.of("published_by"),
        impersonal=(
            *("code", "title", "question", "as_of", "published_on", "taken_down_on"),
            *("tables", "checksum"),
        ),
    ),
]
DECLARATIONS = [*QUESTIONS, *ANSWERS, *PUBLISHING]
