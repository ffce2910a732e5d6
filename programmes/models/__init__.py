from programmes.models.calls import Call, Extension, Lot, OutflowDefinition, Project
from programmes.models.enrolments import Enrolment, Screening, StatusChange
from programmes.models.evaluations import (
    Evaluation,
    EvaluationCriterion,
    EvaluationScore,
    SheetChange,
)
from programmes.models.extension_requests import ExtensionRequest
from programmes.models.meetings import AgreedAction, CalendarLink, Meeting, SheetComment
from programmes.models.money import Claim, ClaimLine, Grant, Payment, Settlement
from programmes.models.outcomes import Measurement, Outcome
from programmes.models.people import Mentee, Person
from programmes.models.registrations import Registration

__all__ = [
    "AgreedAction",
    "CalendarLink",
    "Call",
    "Claim",
    "ClaimLine",
    "Enrolment",
    "Evaluation",
    "EvaluationCriterion",
    "EvaluationScore",
    "Extension",
    "ExtensionRequest",
    "Grant",
    "Lot",
    "Measurement",
    "Meeting",
    "Mentee",
    "Outcome",
    "OutflowDefinition",
    "Payment",
    "Person",
    "Project",
    "Registration",
    "Screening",
    "Settlement",
    "SheetChange",
    "SheetComment",
    "StatusChange",
]
