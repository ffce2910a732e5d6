"""Files and registrations of the same promoter that may be of the same person."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from m2w.accounts.models import Organisation
from m2w.data_package.kinds import VDAB_NUMBER
from m2w.form_fields import day_of
from programmes.models import Mentee, Registration
from programmes.resemblance import alike


class Similar(NamedTuple):
    """The file with the same VDAB number, and those with much the same name and the same birth
    date. Of other promoters nothing is ever told.
    """

    numbered: Mentee | None = None
    named: tuple[Mentee, ...] = ()

    @property
    def keys(self) -> list[UUID]:
        return [one.pk for one in (self.numbered, *self.named) if one]


def similar(
    promoter: Organisation,
    *,
    first_name: str,
    last_name: str,
    birth_date: date | None,
    vdab_number: str,
) -> Similar:
    """The files of a promoter that resemble what is known of someone. Erased ones resemble nobody.

    A restricted file counts too: the number is taken, and the person is the same.
    """
    files = Mentee.objects.filter(promoter=promoter, is_erased=False)
    numbered = None
    if number := plain_number(vdab_number):
        # Said twice, so that the partial index on numbers serves.
        numbered = files.filter(vdab_number=number).exclude(vdab_number="").first()
    born = files.none()
    if birth_date and (first_name or last_name):
        born = files.filter(birth_date=birth_date)
    return Similar(
        numbered,
        tuple(
            one
            for one in born
            if one != numbered and alike(first_name, last_name, one.first_name, one.last_name)
        ),
    )


def plain_number(typed: str) -> str:
    """A VDAB number as it is kept; empty for what is none."""
    try:
        return VDAB_NUMBER.read(typed)
    except ValueError:
        return ""


def similar_to(mentee: Mentee, promoter: Organisation) -> Similar:
    """The same for a file that is not stored yet."""
    return similar(
        promoter,
        first_name=mentee.first_name,
        last_name=mentee.last_name,
        birth_date=mentee.birth_date,
        vdab_number=mentee.vdab_number,
    )


def registered_too(registration: Registration) -> list[Registration]:
    """Other registrations under way at the promoter that may be of the same person: the same VDAB
    number, or much the same name and the same birth date.
    """
    number = plain_number(registration.typed("vdab_number"))
    born = day_of(registration.typed("birth_date"))
    others = Registration.objects.filter(promoter=registration.promoter_id)
    return [
        one
        for one in others.exclude(pk=registration.pk)
        if (number and number == plain_number(one.typed("vdab_number")))
        or (born and born == day_of(one.typed("birth_date")) and named_alike(registration, one))
    ]


def named_alike(one: Registration, other: Registration) -> bool:
    names = [each.typed(name) for each in (one, other) for name in ("first_name", "last_name")]
    return alike(*names)
