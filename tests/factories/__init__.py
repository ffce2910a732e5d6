"""Makes rows for tests, out of the same vocabulary as the example data."""

from tests.factories.accounts import MembershipFactory, OrganisationFactory, StaffFactory
from tests.factories.matching import (
    ContactFactory,
    InterestFactory,
    MatchFactory,
    MentorFactory,
    MentorTrainingFactory,
    VetoFactory,
)
from tests.factories.programmes import (
    CallFactory,
    ClaimFactory,
    EnrolmentFactory,
    EvaluationFactory,
    ExtensionFactory,
    GrantFactory,
    LotFactory,
    MenteeFactory,
    OutcomeFactory,
    PaymentFactory,
    ProjectFactory,
    RegistrationFactory,
    ScreeningFactory,
    SettlementFactory,
)

__all__ = [
    "CallFactory",
    "ClaimFactory",
    "ContactFactory",
    "EnrolmentFactory",
    "EvaluationFactory",
    "ExtensionFactory",
    "GrantFactory",
    "InterestFactory",
    "LotFactory",
    "MatchFactory",
    "MembershipFactory",
    "MenteeFactory",
    "MentorFactory",
    "MentorTrainingFactory",
    "OrganisationFactory",
    "OutcomeFactory",
    "PaymentFactory",
    "ProjectFactory",
    "RegistrationFactory",
    "ScreeningFactory",
    "SettlementFactory",
    "StaffFactory",
    "VetoFactory",
]
