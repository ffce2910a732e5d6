"""Where mentees live, as a condition on their postcode."""

from datetime import date

from django.db.models import Q

from m2w.reference import provinces


def lives_in(province: str, on: date, path: str = "postcode") -> Q:
    """Residence in a province on that date, as `provinces.province_of` has it for one postcode."""
    inside = Q()
    for digits in provinces.first_digits(province):
        inside |= Q(**{f"{path}__startswith": digits})
    if on < provinces.ZWIJNDRECHT_MOVED_ON:
        return inside
    moved = Q(**{path: provinces.ZWIJNDRECHT})
    if province == provinces.OOST_VLAANDEREN:
        return inside | moved
    return inside & ~moved if province == provinces.ANTWERPEN else inside
