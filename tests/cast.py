"""The fixed cast of the tests.

Alice coordinates Core VZW and Carl coaches there. Charlie is the stranger: he coordinates
another promoter with rich, similar data of his own. Vera decides for VDAB in Antwerpen, Max
and Mia manage the programme, Ann and Nora answer for the ministry, Ada administers accounts.
"""

from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.models import Organisation, User
from m2w.reference.provinces import ANTWERPEN, LIMBURG
from programmes.models import Enrolment, Mentee, Project
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.programmes import EnrolmentFactory, ExtensionFactory, MenteeFactory

CORE, STRANGER, VDAB, MINISTRY = "core", "second", "vdab", "ministry"
KINDS = {
    CORE: OrganisationKind.PROMOTER,
    STRANGER: OrganisationKind.PROMOTER,
    VDAB: OrganisationKind.VDAB,
    MINISTRY: OrganisationKind.MINISTRY,
}
PEOPLE = {
    "alice": (CORE, Role.COORDINATOR, ()),
    "carl": (CORE, Role.COACH, ()),
    "charlie": (STRANGER, Role.COORDINATOR, ()),
    "vera": (VDAB, Role.COUNSELLOR, (ANTWERPEN,)),
    "wim": (VDAB, Role.COUNSELLOR, (LIMBURG,)),
    "frank": (VDAB, Role.FOLLOWER, (ANTWERPEN,)),
    "eva": (VDAB, Role.EXPERT, ()),
    "max": (VDAB, Role.PROGRAMME_MANAGER, ()),
    "mia": (VDAB, Role.PROGRAMME_MANAGER, ()),
    "ann": (MINISTRY, Role.ANALYST, ()),
    "nora": (MINISTRY, Role.ANALYST, ()),
    "ada": (VDAB, Role.ADMINISTRATOR, ()),
}


def organisation(code: str) -> Organisation:
    found = Organisation.objects.filter(code=code).first()
    return found or OrganisationFactory(code=code, name=code.title(), kind=KINDS[code])


def play(name: str) -> User:
    """A member of the cast, signed in to their one role."""
    code, role, provinces = PEOPLE[name]
    user = User.objects.filter(email=f"{name}@m2w.example").first()
    if user is None:
        membership = MembershipFactory(
            role=role,
            staff__organisation=organisation(code),
            staff__provinces=provinces,
            staff__user__email=f"{name}@m2w.example",
            staff__user__name=name.title(),
        )
        user = membership.staff.user
    user.acting = user.places.get().memberships.get()
    return user


def another_manager() -> User:
    """Who confirms what Max entered, and the reverse."""
    membership = MembershipFactory(
        role=Role.PROGRAMME_MANAGER, staff__organisation=organisation(VDAB)
    )
    user: User = membership.staff.user
    user.acting = membership
    return user


def project_of(code: str = CORE) -> Project:
    """The project of a promoter of the cast: in Antwerpen, from 2020, extended to 2022."""
    found = Project.objects.filter(promoter__code=code).first()
    return found or ExtensionFactory(project__promoter=organisation(code)).project


def enrolment_of(code: str = CORE, **values) -> Enrolment:
    """An enrolment in that project, in the state whose trait is named (`approved=True`)."""
    return EnrolmentFactory(project=project_of(code), **values)


def new_mentee(**values) -> Mentee:
    """A mentee of whom nobody keeps a file yet."""
    return MenteeFactory.build(promoter=None, person=None, **values)
