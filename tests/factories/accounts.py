import factory
from factory.django import DjangoModelFactory

from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.models import Membership, Organisation, Staff, User


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    code = factory.Sequence("organisation-{}".format)
    name = factory.Sequence("Organisatie {}".format)
    kind = OrganisationKind.PROMOTER


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence("user{}@m2w.example".format)
    name = factory.Sequence("Medewerker {}".format)
    password = "!"


class StaffFactory(DjangoModelFactory):
    class Meta:
        model = Staff

    code = factory.Sequence("staff-{}".format)
    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    languages = {"nl": "C2"}


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    staff = factory.SubFactory(StaffFactory)
    role = Role.COORDINATOR
