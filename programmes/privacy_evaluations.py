"""What evaluations keep of people: only who wrote, said, agreed or did something."""

from django.utils.translation import gettext_lazy as _

from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.terms import CLAIMS
from m2w.privacy.uses import STAFFING, Subject
from programmes import access
from programmes.models import (
    AgreedAction,
    CalendarLink,
    Evaluation,
    EvaluationCriterion,
    EvaluationScore,
    Meeting,
    SheetChange,
    SheetComment,
)

STAFF = (Subject.STAFF,)
WORKERS = Personal(STAFFING, _("wie wat zag of deed"), CLAIMS, STAFF, export=False)
READERS = frozenset(access.evaluations())
SCOPE = ("code", "kind", "level", "project", "province", "call", "period_start")

EVALUATIONS = [
    Declaration(
        Evaluation,
        impersonal=(
            *SCOPE,
            *("meeting", "track", "held_on", "status", "score", "verdict", "conclusion"),
            *("draft_score", "draft_verdict", "score_reason", "figures"),
        ),
    ),
    Declaration(
        EvaluationCriterion,
        impersonal=("code", "track", "text_nl", "text_en", "valid_from", "valid_until", "source"),
        readers=frozenset(),
    ),
    Declaration(
        EvaluationScore, impersonal=("sheet", "criterion", "score", "comment"), readers=READERS
    ),
    Declaration(
        SheetChange,
        personal=WORKERS.of("by", label=_("door")),
        impersonal=("sheet", "name", "source", "target", "on", "at", "reason", "kept"),
        readers=READERS,
    ),
    Declaration(
        Meeting,
        impersonal=(*SCOPE, "planned_on", "planned_at", "place", "held_on", "minutes"),
    ),
    Declaration(
        AgreedAction,
        personal={
            **WORKERS.of("owner"),
            **WORKERS.of("agreed_by", label=_("afgesproken door")),
            **WORKERS.of("done_by", label=_("gedaan gemeld door")),
        },
        impersonal=("code", "meeting", "text", "party", "due_on", "done_on", "done_note"),
    ),
    Declaration(
        SheetComment,
        personal=WORKERS.of("by", label=_("door")),
        impersonal=("meeting", "track", "text", "on", "at"),
        readers=READERS,
    ),
    Declaration(
        CalendarLink,
        personal=WORKERS.of("membership", "key", label=_("agendalink")),
        readers=frozenset(),
    ),
]
