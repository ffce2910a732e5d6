"""Who sees and changes mentors, duos and their contacts (access.md)."""

from typing import TYPE_CHECKING

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import Fields, Policy
from programmes.access import (
    ENROLMENTS,
    mentees_coached_by,
    of_enrolments,
    own_promoter,
    own_provinces,
)
from programmes.models import Enrolment

if TYPE_CHECKING:
    from m2w.accounts.models import Membership


def coached_by(membership: "Membership") -> Q:
    """Own duos, those of own enrolments, and those of a coach whom one replaces today: each found
    by an index, where a join reads all."""
    coaches = membership.holders
    own = Enrolment.objects.filter(coach__in=coaches).order_by()
    return Q(coach__in=coaches) | Q(enrolment__in=own.values("pk"))


def of_coached_duos(membership: "Membership") -> Q:
    from matching.models import Match

    return Q(match__in=Match.objects.filter(coached_by(membership)).order_by().values("pk"))


def mentors_of_own_provinces(membership: "Membership") -> Q:
    """Mentors with a match in a project of the counsellor's provinces; their name only."""
    from matching.models import Match

    matches = Match.objects.filter(own_provinces("enrolment__project__")(membership))
    return Q(pk__in=matches.values("mentor"))


MENTOR_EDITORS: Policy = {Role.COORDINATOR: own_promoter()}
MENTOR_READERS: Policy = {
    **MENTOR_EDITORS,
    Role.COACH: own_promoter(),
    Role.COUNSELLOR: mentors_of_own_provinces,
}
TRAINING_EDITORS: Policy = {Role.COORDINATOR: own_promoter("mentor__")}
TRAINING_READERS: Policy = {**TRAINING_EDITORS, Role.COACH: own_promoter("mentor__")}
# Whoever only showed interest is not screened yet: nobody but the coordinator knows of them.
INTERESTS: Policy = {Role.COORDINATOR: own_promoter()}
# They know mentors by name only.
NAME_ONLY = frozenset({Role.COUNSELLOR})
MATCH_EDITORS: Policy = {
    Role.COORDINATOR: own_promoter("enrolment__project__"),
    Role.COACH: coached_by,
}
MATCH_READERS: Policy = {
    **MATCH_EDITORS,
    Role.COUNSELLOR: of_enrolments("enrolment")[Role.COUNSELLOR],
}
CONTACT_EDITORS: Policy = {
    Role.COORDINATOR: own_promoter("match__enrolment__project__"),
    Role.COACH: of_coached_duos,
}
CONTACT_READERS: Policy = {
    **CONTACT_EDITORS,
    Role.COUNSELLOR: of_enrolments("match__enrolment")[Role.COUNSELLOR],
}
# What mentor and mentee report is between them and their promoter until it is a contact.
REPORTS: Policy = CONTACT_EDITORS
SESSIONS: Policy = {
    Role.COORDINATOR: own_promoter("project__"),
    Role.COACH: own_promoter("project__"),
}


def attended_by_own(membership: "Membership") -> Q:
    """Of the sessions of the promoter: their own mentees, and its mentors, whom they all read."""
    own = Enrolment.objects.filter(ENROLMENTS[Role.COACH](membership)).order_by().values("pk")
    who = Q(enrolment__in=own) | Q(mentor__isnull=False)
    return own_promoter("session__project__")(membership) & who


ATTENDANCES: Policy = {
    Role.COORDINATOR: own_promoter("session__project__"),
    Role.COACH: attended_by_own,
}
CLAIMED_SESSIONS: Policy = {Role.COORDINATOR: own_promoter("session__project__")}
# What a volunteer is paid is between them and the coordinator.
FEES: Policy = {Role.COORDINATOR: own_promoter("project__")}
# Of a counsellor's duos the status is known, not what was arranged meanwhile.
CHANGE_READERS: Policy = CONTACT_EDITORS
# VDAB reads no questionnaire, only figures over many.
SURVEYS: Policy = CONTACT_EDITORS
# A counsellor knows a mentor by name, of a duo its status, of a contact its date.
MENTOR_FIELDS: Fields = {Role.COUNSELLOR: frozenset({"first_name", "last_name"})}
MATCH_FIELDS: Fields = {
    Role.COUNSELLOR: frozenset({"enrolment", "mentor", "started_on", "ended_on"})
}
CONTACT_FIELDS: Fields = {Role.COUNSELLOR: frozenset({"match", "held_on"})}


def naming_own(membership: "Membership") -> Q:
    """Proposals that name someone of one's own."""
    from matching.models import LeftOver, ProposedPair

    own = Enrolment.objects.filter(ENROLMENTS[Role.COACH](membership)).order_by().values("pk")
    named = [
        model.objects.filter(enrolment__in=own).order_by().values("proposal")
        for model in (ProposedPair, LeftOver)
    ]
    return Q(pk__in=named[0].union(named[1]))


def mentees_of_own_enrolments(membership: "Membership") -> Q:
    own = Enrolment.objects.filter(ENROLMENTS[Role.COACH](membership)).order_by()
    return own_promoter("mentor__")(membership) & Q(mentee__in=own.values("mentee"))


# A coach finds in a proposal only their own mentees; whom it is about as a whole, a coordinator.
PROPOSERS: Policy = {Role.COORDINATOR: own_promoter("project__")}
PROPOSALS: Policy = {**PROPOSERS, Role.COACH: naming_own}
PROPOSED: Policy = {role: of_enrolments("enrolment")[role] for role in PROPOSALS}
VETOES: Policy = {
    Role.COORDINATOR: own_promoter("mentor__"),
    Role.COACH: mentees_of_own_enrolments,
}


def resting_of_own_promoter(membership: "Membership") -> Q:
    return (
        own_promoter("match__enrolment__project__")(membership)
        | own_promoter("mentor__")(membership)
        | own_promoter("mentee__")(membership)
    )


def resting_of_own(membership: "Membership") -> Q:
    """A coach's own duos and mentees; a mentor is the coordinator's."""
    return of_coached_duos(membership) | mentees_coached_by(membership, "mentee")


REMINDER_PAUSES: Policy = {
    Role.COORDINATOR: resting_of_own_promoter,
    Role.COACH: resting_of_own,
}
