"""organisations.csv and staff.csv."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w import bulk
from m2w.accounts.choices import ROLES_OF_KIND, OrganisationKind, Role
from m2w.accounts.models import Membership, Organisation, Staff, User
from m2w.data_package import kinds
from m2w.data_package.facts import Broken, Facts, broken
from m2w.data_package.schema import Field, Row, reference
from m2w.data_package.tables import Objection, Table, in_order


class OrganisationFacts(NamedTuple):
    line: int
    code: str
    kind: str


class StaffFacts(NamedTuple):
    line: int
    code: str
    organisation: str
    name: str
    email: str
    role: tuple[str, ...]
    languages: dict[str, str]


class OrganisationTable(Table):
    name = "organisations"
    model = Organisation
    facts = OrganisationFacts
    required = True
    fields = (
        Field("code", kinds.CODE, required=True),
        Field("name", kinds.text(200), required=True),
        Field("kind", kinds.choice(OrganisationKind.values), required=True),
        Field("kbo_number", kinds.text(12)),
        Field("agreement_number", kinds.text(40)),
        Field("agreement_from", kinds.DATE),
        Field("agreement_until", kinds.DATE),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "agreement_from", "agreement_until")


class StaffTable(Table):
    """Someone's place in an organisation. Their account cannot sign in until invited."""

    name = "staff"
    model = Staff
    facts = StaffFacts
    fields = (
        Field("code", kinds.CODE, required=True),
        reference("organisation", "organisations"),
        Field("name", kinds.text(200), required=True, source="user__name"),
        Field("email", kinds.EMAIL, required=True, source="user__email"),
        Field("role", kinds.codes(Role.values), required=True, source="pk"),
        Field("languages", kinds.LANGUAGES),
        Field("provinces", kinds.PROVINCES),
    )

    def __init__(self, password: str | None = None) -> None:
        super().__init__()
        self._password = password
        self._emails: set[str] = set()

    def complete(self, row: Row, facts: Facts) -> None:
        """Roles are a set: they stand in the order in which the roles are known."""
        row["role"] = tuple(role.value for role in Role if role in row["role"])
        self._emails.add(row["email"])

    def rows_of(self, rows: QuerySet[Staff]) -> Iterator[Row]:
        roles: dict[Any, list[str]] = {}
        for staff, role in Membership.objects.filter(staff__in=rows).values_list("staff", "role"):
            roles.setdefault(staff, []).append(role)
        for row in super().rows_of(rows):
            held = roles.get(row["role"], ())
            yield {**row, "role": tuple(role.value for role in Role if role in held)}

    def insert(self, rows: Sequence[Row], facts: Facts) -> None:
        users = self._users(rows)
        places = self.ids("organisation", rows)
        values = [self._values(row, users, places) for row in rows]
        bulk.insert(Staff, [{"code": r["code"], **v} for r, v in zip(rows, values, strict=True)])
        self._give_roles(rows)

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        users = self._users(rows)
        places = self.ids("organisation", rows)
        for row in rows:
            User.objects.filter(email=row["email"]).update(name=row["name"])
            staff = Staff.objects.get(code=row["code"])
            for attribute, value in self._values(row, users, places).items():
                setattr(staff, attribute, value)
            staff.save_loaded()
            staff.memberships.exclude(role__in=row["role"]).delete()
        self._give_roles(rows)

    def finish(self, facts: Facts) -> None:
        """With a password for demonstrations, everyone of the package can sign in."""
        if self._password is None:
            return
        waiting = User.objects.filter(
            email__in=self._emails, password__startswith=UNUSABLE_PASSWORD_PREFIX
        )
        waiting.update(password=make_password(self._password))

    def _values(self, row: Row, users: dict[str, int], places: dict[str, Any]) -> dict[str, Any]:
        return {
            "user_id": users[row["email"]],
            "organisation_id": places[row["organisation"]],
            "languages": row["languages"],
            "provinces": row["provinces"],
        }

    def _users(self, rows: Sequence[Row]) -> dict[str, int]:
        """The accounts with these addresses, made where there is none yet."""
        names = {row["email"]: row["name"] for row in rows}
        accounts = User.objects.filter(email__in=names)
        known = set(accounts.values_list("email", flat=True))
        bulk.insert(
            User,
            [
                {"email": email, "name": name, "password": make_password(None)}
                for email, name in names.items()
                if email not in known
            ],
        )
        return dict(accounts.values_list("email", "pk"))

    def _give_roles(self, rows: Sequence[Row]) -> None:
        codes = [row["code"] for row in rows]
        ids = dict(Staff.objects.filter(code__in=codes).values_list("code", "pk"))
        wanted = {(ids[row["code"]], role) for row in rows for role in row["role"]}
        held = set(Membership.objects.filter(staff__in=ids.values()).values_list("staff", "role"))
        bulk.insert(
            Membership,
            [
                {"staff_id": ids[row["code"]], "role": role}
                for row in rows
                for role in row["role"]
                if (ids[row["code"]], role) in wanted - held
            ],
        )


def roles_fit_the_organisation(facts: Facts) -> Iterator[Broken]:
    organisations = facts.of(OrganisationFacts)
    for staff in facts.of(StaffFacts).values():
        organisation = organisations.get(staff.organisation)
        if (
            organisation
            and not set(staff.role) <= ROLES_OF_KIND[OrganisationKind(organisation.kind)]
        ):
            text = _("deze rol bestaat niet bij een organisatie van deze soort")
            yield broken(
                "role_of_other_organisation", text, (staff, "role"), (organisation, "kind")
            )


def one_place_per_organisation(facts: Facts) -> Iterator[Broken]:
    seen: dict[tuple[str, str], StaffFacts] = {}
    for staff in facts.of(StaffFacts).values():
        other = seen.setdefault((staff.email, staff.organisation), staff)
        if other is not staff:
            text = _("deze persoon staat al bij deze organisatie")
            yield broken("staff_twice", text, (staff, "email"), (other, "email"))


def one_name_per_account(facts: Facts) -> Iterator[Broken]:
    seen: dict[str, StaffFacts] = {}
    for staff in facts.of(StaffFacts).values():
        other = seen.setdefault(staff.email, staff)
        if other.name != staff.name:
            text = _("dit e-mailadres hoort bij iemand met een andere naam")
            yield broken("name_differs", text, (staff, "name"), (other, "name"))


RULES = (roles_fit_the_organisation, one_place_per_organisation, one_name_per_account)


def is_promoter(facts: Facts, code: str) -> bool:
    """Whether the organisation is a promoter, as far as the files tell."""
    organisation = facts.of(OrganisationFacts).get(code)
    return organisation is None or organisation.kind == OrganisationKind.PROMOTER


def is_coach(facts: Facts, code: str, promoter: str) -> bool:
    """Whether this is someone with role coach in the promoter, as far as the files tell."""
    staff = facts.of(StaffFacts).get(code)
    return staff is None or (staff.organisation == promoter and Role.COACH in staff.role)


def tables(password: str | None = None) -> list[Table]:
    return [OrganisationTable(), StaffTable(password)]
