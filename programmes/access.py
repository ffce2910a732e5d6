"""Who sees and changes what of calls, projects, mentees and money (access.md).

Each rule turns the acting membership into a condition on the rows of one model. `path` leads
from that model to the one the rule is about, so that one rule serves all that hangs on it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from m2w.accounts.choices import Role
from m2w.querysets import NOBODY, Policy, everything
from programmes.choices import Level
from programmes.evaluating import WRITERS, WRITING_ROLES, Writes

if TYPE_CHECKING:
    from m2w.accounts.models import Membership

Rule = Callable[["Membership"], Q]


def own_promoter(path: str = "") -> Rule:
    """What belongs to the acting organisation; `path` ends on what names a promoter."""
    return lambda membership: Q(**{f"{path}promoter": membership.staff.organisation_id})


def own_provinces(path: str = "") -> Rule:
    """Projects whose lot covers one of the acting person's provinces; none without any."""

    def rule(membership: "Membership") -> Q:
        overlap = NOBODY
        for province in membership.provinces:
            overlap |= Q(**{f"{path}lot__provinces__has": province})
        return overlap

    return rule


def projects(path: str = "") -> Policy:
    """Who reads projects, and what is told of a project as a whole."""
    return {
        Role.COORDINATOR: own_promoter(path),
        Role.COACH: own_promoter(path),
        Role.COUNSELLOR: own_provinces(path),
        Role.FOLLOWER: own_provinces(path),
        Role.EXPERT: everything,
        Role.PROGRAMME_MANAGER: everything,
        Role.ANALYST: everything,
    }


# The ministry reads counts of persons only once small ones are protected.
COUNTS_PEOPLE = frozenset(projects()) - {Role.ANALYST}


def money(path: str = "project__") -> Policy:
    """Who reads grants, extensions and settlements of which projects."""
    kept_from = {Role.COACH, Role.COUNSELLOR}
    return {role: rule for role, rule in projects(path).items() if role not in kept_from}


# Enrolments, and what hangs on them ---------------------------------------------------------


def _enrolments(condition: Q) -> Any:
    from programmes.models import Enrolment

    return Enrolment.objects.filter(condition)


def coached_by(membership: "Membership") -> Q:
    """Enrolments assigned to the acting coach, or with a match they coach, ended ones too; and
    those of a coach whom they replace today.

    Two conditions that each find their rows by an index; together in one join they read all.
    """
    coaches = membership.holders
    matched = _enrolments(Q(matches__coach__in=coaches))
    return Q(coach__in=coaches) | Q(pk__in=matched.values("pk"))


def mentees_coached_by(membership: "Membership", path: str = "pk") -> Q:
    """The mentees of those enrolments; each half finds its rows by an index."""
    coaches = membership.holders
    assigned, matched = (
        _enrolments(condition).order_by().values("mentee")
        for condition in (Q(coach__in=coaches), Q(matches__coach__in=coaches))
    )
    return Q(**{f"{path}__in": assigned.union(matched)})


def of_own_projects(membership: "Membership") -> Q:
    """Looked up once, not joined: then an index on the enrolments alone gives their order."""
    from programmes.models import Project

    own = Project.objects.filter(promoter=membership.staff.organisation_id)
    return Q(project__in=own.values("pk"))


def put_to_vdab(membership: "Membership") -> Q:
    """Enrolments in own provinces that VDAB referred or was asked to decide on, and own drafts.

    A draft whose submission was refused because the person is enrolled elsewhere is VDAB's too.
    """
    from programmes.models import Project

    projects = Project.objects.filter(own_provinces()(membership)).values("pk")
    known = Q(submitted_on__isnull=False) | Q(referred_on__isnull=False)
    known |= Q(double_reported_on__isnull=False)
    own = Q(entered_by=membership.staff.user_id)
    return Q(project__in=projects) & (known | own)


ENROLMENTS: Policy = {
    Role.COORDINATOR: of_own_projects,
    Role.COACH: coached_by,
    Role.COUNSELLOR: put_to_vdab,
}


def of_enrolments(field: str) -> Policy:
    """Who reads rows whose `field` points to an enrolment they may read."""

    def through(rule: Rule) -> Rule:
        return lambda membership: Q(**{f"{field}__in": _enrolments(rule(membership)).values("pk")})

    return {role: through(rule) for role, rule in ENROLMENTS.items()}


def mentees_of(rule: Rule) -> Rule:
    return lambda membership: Q(pk__in=_enrolments(rule(membership)).values("mentee"))


# Only the promoter asks afterwards; VDAB reads what came of it.
MEASUREMENTS: Policy = {
    role: rule for role, rule in of_enrolments("enrolment").items() if role != Role.COUNSELLOR
}
MENTEE_EDITORS: Policy = {
    Role.COORDINATOR: own_promoter(),
    Role.COACH: mentees_coached_by,
}
MENTEE_READERS: Policy = {**MENTEE_EDITORS, Role.COUNSELLOR: mentees_of(put_to_vdab)}


def own_registrations(membership: "Membership") -> Q:
    """What the acting coach began to register, or one whom they replace today; nobody is its
    coach before there is an enrolment."""
    return own_promoter()(membership) & Q(made_by__in=membership.holders)


REGISTRATIONS: Policy = {Role.COORDINATOR: own_promoter(), Role.COACH: own_registrations}

# The rest -----------------------------------------------------------------------------------

SIGNED_IN: Policy = dict.fromkeys(Role, everything)
MANAGER: Policy = {Role.PROGRAMME_MANAGER: everything}


def claims(path: str) -> Policy:
    """Who reads payments and cost plans; `path` leads to the project."""
    return {Role.COORDINATOR: own_promoter(path), **MANAGER}


def costs(path: str) -> Policy:
    """Who reads claims: their promoter, and VDAB once they are submitted. `path` leads to the
    claim."""
    submitted = Q(**{f"{path}declared_on__isnull": False})
    return {
        Role.COORDINATOR: own_promoter(f"{path}project__"),
        Role.PROGRAMME_MANAGER: lambda membership: submitted,
    }


def drafts(path: str) -> Policy:
    """Who changes a claim: its promoter, until it is submitted. `path` leads to the claim."""

    def own_in_draft(membership: "Membership") -> Q:
        own = own_promoter(f"{path}project__")(membership)
        return own & Q(**{f"{path}declared_on__isnull": True})

    return {Role.COORDINATOR: own_in_draft}


# Who answers for a line that was submitted: its promoter.
TO_PROVE: Policy = {Role.COORDINATOR: own_promoter("claim__project__")}


# Of provinces VDAB's people read their own; calls as a whole only who reads everything.
READS_EVERY_SCOPE = frozenset({Role.EXPERT, Role.PROGRAMME_MANAGER, Role.ANALYST})
READS_OWN_PROVINCES = frozenset({Role.COUNSELLOR, Role.FOLLOWER})


def evaluations(path: str = "") -> Policy:
    """Who reads evaluations; `path` leads to what has their level and scope."""

    def of_provinces(membership: "Membership") -> Q:
        shared = Q(**{f"{path}province__in": membership.provinces})
        return own_provinces(f"{path}project__")(membership) | shared

    of_promoter = own_promoter(f"{path}project__")
    return {
        **dict.fromkeys((Role.COORDINATOR, Role.COACH), of_promoter),
        **dict.fromkeys(READS_OWN_PROVINCES, of_provinces),
        **dict.fromkeys(READS_EVERY_SCOPE, everything),
    }


def reads_scope(membership: "Membership | None", level: str, province: str) -> bool:
    """Whether someone reads the evaluations of a province or a call as a whole."""
    if membership is None:
        return False
    if membership.role in READS_EVERY_SCOPE:
        return True
    own = membership.role in READS_OWN_PROVINCES and province in membership.provinces
    return level == Level.PROVINCE and own


def sheets() -> Policy:
    """Who writes which sheets, of those they read."""
    return _writers("", lambda line: Q(track__in=line.tracks))


def meetings(path: str = "") -> Policy:
    """Who plans meetings and keeps their minutes and actions: who writes one of their sheets."""
    return _writers(path, lambda line: Q())


def _writers(path: str, more: "Callable[[Writes], Q]") -> Policy:
    def narrowed(role: Role, read: Rule) -> Rule:
        lines = NOBODY
        for line in WRITERS:
            if line.role == role:
                of_line = {f"{path}kind__in": line.kinds, f"{path}level__in": line.levels}
                lines |= Q(**of_line) & more(line)
        return lambda membership: read(membership) & lines

    readers = evaluations(path)
    return {role: narrowed(role, readers[role]) for role in WRITING_ROLES}
