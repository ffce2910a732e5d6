from programmes.models.calls import Call, Extension, Lot, OutflowDefinition, Project
from programmes.models.claims import Claim, ClaimLine, ControlSample, CostPlan
from programmes.models.enrolments import Enrolment, Screening, StatusChange
from programmes.models.evaluations import (
    Evaluation,
    EvaluationCriterion,
    EvaluationScore,
    SheetChange,
)
from programmes.models.extension_requests import ExtensionRequest
from programmes.models.grants import Grant
from programmes.models.meetings import AgreedAction, CalendarLink, Meeting, SheetComment
from programmes.models.outcomes import Measurement, Outcome
from programmes.models.people import Mentee, Person
from programmes.models.registrations import Registration
from programmes.models.settlements import (
    Payment,
    PaymentList,
    Settlement,
    SettlementCorrection,
)

__all__ = [
    "AgreedAction",
    "CalendarLink",
    "Call",
    "Claim",
    "ClaimLine",
    "ControlSample",
    "CostPlan",
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
    "PaymentList",
    "Person",
    "Project",
    "Registration",
    "Screening",
    "Settlement",
    "SettlementCorrection",
    "SheetChange",
    "SheetComment",
    "StatusChange",
]
