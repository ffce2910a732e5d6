from programmes.models.calls import Call, Extension, Lot, OutflowDefinition, Project
from programmes.models.enrolments import Enrolment, Screening, StatusChange
from programmes.models.evaluations import Evaluation, EvaluationCriterion
from programmes.models.money import Claim, ClaimLine, Grant, Payment, Settlement
from programmes.models.outcomes import Outcome
from programmes.models.people import Mentee, Person
from programmes.models.registrations import Registration

__all__ = [
    "Call",
    "Claim",
    "ClaimLine",
    "Enrolment",
    "Evaluation",
    "EvaluationCriterion",
    "Extension",
    "Grant",
    "Lot",
    "Mentee",
    "Outcome",
    "OutflowDefinition",
    "Payment",
    "Person",
    "Project",
    "Registration",
    "Screening",
    "Settlement",
    "StatusChange",
]
