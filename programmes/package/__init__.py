"""The files of the data package about calls, money, mentees and enrolments."""

from m2w.data_package.tables import Table
from programmes.package import calls, enrolment_rules, money_rules, people, results
from programmes.package.calls import CallTable, ExtensionTable, LotTable, ProjectTable
from programmes.package.enrolments import EnrolmentTable, ProfileTable
from programmes.package.money import ClaimTable, GrantTable, PaymentTable, SettlementTable
from programmes.package.people import MenteeTable
from programmes.package.results import EvaluationTable, OutcomeTable

RULES = (
    *calls.RULES,
    *money_rules.RULES,
    *people.RULES,
    *enrolment_rules.RULES,
    *results.RULES,
)


def tables() -> list[Table]:
    """In an order in which every code is known before it is referred to."""
    return [
        CallTable(),
        LotTable(),
        ProjectTable(),
        GrantTable(),
        MenteeTable(),
        EnrolmentTable(),
        OutcomeTable(),
        EvaluationTable(),
        ExtensionTable(),
        ClaimTable(),
        SettlementTable(),
        PaymentTable(),
        ProfileTable(),
    ]
