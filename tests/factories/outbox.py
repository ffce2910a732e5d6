from datetime import date

import factory
from factory.django import DjangoModelFactory

from m2w.outbox import models
from tests.factories.accounts import MembershipFactory


class ReminderFactory(DjangoModelFactory):
    """That someone was reminded of a duo without contact."""

    class Meta:
        model = models.Reminder

    code = "match.without_contact"
    about_type = "matching.match"
    about_id = factory.Faker("uuid4")
    since = date(2022, 3, 1)
    to = factory.LazyFunction(lambda: MembershipFactory(role="coach").staff)
    organisation = factory.SelfAttribute("to.organisation")
