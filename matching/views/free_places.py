"""Where mentors have a place free: by language and province."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w.accounts.acting import SignedInRequest
from m2w.reference import languages, provinces
from m2w.tables import Column, Table
from matching.free_places import Line
from matching.places import free_places_of


@require_safe
def free_by_language(request: SignedInRequest) -> HttpResponse:
    """Numbers only; each leads to the mentors behind it."""
    lines, everyone, minimum = free_places_of(request.user)
    context = {
        "heading": _("Vrije plaatsen"),
        "crumbs": [(_("Mentoren"), reverse("mentors"))],
        "places": everyone.together,
        "table": table_of(lines, everyone, minimum),
    }
    return render(request, "matching/free_places.html", context)


def table_of(lines: list[Line], everyone: Line, minimum: str) -> Table:
    used = [code for code in provinces.LABELS if code in everyone.by_province]
    columns = [
        Column(_("Taal"), name_of),
        *(cell(provinces.label(code), partial(in_province, code), minimum, code) for code in used),
        cell(_("Samen"), lambda line: line.together, minimum, ""),
    ]
    return Table(
        _("Vrije plaatsen per taal en provincie"),
        columns,
        lines,
        note=_(
            "Elk getal telt plaatsen en leidt naar de mentoren die ze hebben. Talen tellen vanaf"
            " niveau %(level)s; wie er meer spreekt, staat op meer lijnen."
        )
        % {"level": minimum},
        total=everyone,
        layout="tiles",
    )


def name_of(line: Line) -> str:
    return languages.label(line.language) if line.language else _("Alle mentoren samen")


def in_province(province: str, line: Line) -> int:
    return line.by_province[province]


def cell(label: Any, count: Callable[[Line], int], minimum: str, province: str) -> Column:
    """A number of places, which leads to the mentors who have them."""
    return Column(
        label,
        count,
        "count",
        url=lambda line: address(line, minimum, province) if count(line) else "",
    )


def address(line: Line, minimum: str, province: str) -> str:
    """The list with exactly the mentors of a number."""
    asked = {"language": line.language, "level": minimum if line.language else ""}
    query = {**asked, "province": province, "free": "yes"}
    filled_in = {name: value for name, value in query.items() if value}
    return f"{reverse('mentors')}?{urlencode(filled_in)}"
