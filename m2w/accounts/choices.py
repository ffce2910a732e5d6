from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    PROMOTER = "promoter", _("promotor")
    VDAB = "vdab", _("VDAB")
    MINISTRY = "ministry", _("ministerie")


class Role(TextChoices):
    COORDINATOR = "coordinator", _("coördinator")
    COACH = "coach", _("mentor-coach")
    COUNSELLOR = "counsellor", _("VDAB-bemiddelaar")
    FOLLOWER = "follower", _("operationele opvolger")
    EXPERT = "expert", _("inhoudelijk expert")
    PROGRAMME_MANAGER = "programme_manager", _("programmabeheerder")
    ANALYST = "analyst", _("beleidsmedewerker")
    ADMINISTRATOR = "administrator", _("beheerder")


# A role belongs to one kind of organisation; an administrator may sit anywhere.
ROLES_OF_KIND = {
    OrganisationKind.PROMOTER: {Role.COORDINATOR, Role.COACH},
    OrganisationKind.VDAB: {
        Role.COUNSELLOR,
        Role.FOLLOWER,
        Role.EXPERT,
        Role.PROGRAMME_MANAGER,
        Role.ADMINISTRATOR,
    },
    OrganisationKind.MINISTRY: {Role.ANALYST, Role.ADMINISTRATOR},
}
