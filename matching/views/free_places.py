"""Where mentors have a place free: by language and province."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from m2w import notation, periods
from m2w.accounts.acting import SignedInRequest
from m2w.reference import languages, levels, provinces
from m2w.tables import Column, Table
from matching.columns import free_places
from matching.free_places import Count, Line, Offer, by_language
from matching.models import Mentor
from matching.places import free_mentors
from programmes.models import Project

# Of a promoter without a project that runs: what calls ask unless they say otherwise.
USUAL_LEVEL = "A2"
FREE = {"free": "yes", "active": "yes", "trained": "yes"}


@require_safe
def free_by_language(request: SignedInRequest) -> HttpResponse:
    """Numbers only; each leads to the mentors behind it."""
    acting, on = request.user.acting, periods.today()
    promoters = [acting.organisation] if acting and acting.organisation.may_open_files else []
    offers = [offer_of(mentor) for mentor in free_mentors(promoters, on)]
    minimum = least_level(request)
    lines, everyone = by_language(offers, minimum)
    context = {
        "heading": _("Vrije plaatsen"),
        "crumbs": [(_("Mentoren"), reverse("mentors"))],
        "mentors": everyone.together.mentors,
        "places": everyone.together.places,
        "minimum": minimum,
        "table": table_of(lines, everyone, minimum),
    }
    return render(request, "matching/free_places.html", context)


def offer_of(mentor: Mentor) -> Offer:
    province = provinces.province_of(mentor.postcode, periods.today())
    return Offer(mentor.languages, province or provinces.OUTSIDE, free_places(mentor))


def least_level(request: HttpRequest) -> str:
    """From which level a language counts in one of the promoter's projects that run."""
    running = Project.objects.visible_to(request.user).running(periods.today())
    asked = [project.lot.call.min_shared_language_level for project in running]
    return min(asked, key=lambda level: levels.DUTCH_RANK[level], default=USUAL_LEVEL)


def table_of(lines: list[Line], everyone: Line, minimum: str) -> Table:
    used = [code for code in provinces.LABELS if code in everyone.by_province]
    columns = [
        Column(_("Taal"), name_of),
        *(cell(provinces.label(code), partial(of, code), minimum, code) for code in used),
        cell(_("Samen"), lambda line: line.together, minimum, ""),
    ]
    return Table(
        _("Vrije plaatsen per taal en provincie"),
        columns,
        lines,
        note=_("Vanaf niveau %(level)s. Wie meer talen spreekt, staat op meer lijnen.")
        % {"level": minimum},
        total=everyone,
        layout="tiles",
    )


def name_of(line: Line) -> str:
    return languages.label(line.language) if line.language else _("Alle mentoren samen")


def of(province: str, line: Line) -> Count:
    return line.by_province.get(province, Count())


def cell(label: Any, count: Callable[[Line], Count], minimum: str, province: str) -> Column:
    """A number of places with the mentors who have them."""
    return Column(
        label,
        lambda line: count(line).places,
        "count",
        url=lambda line: address(line, minimum, province) if count(line).places else "",
        note=lambda line: in_words(count(line)),
    )


def in_words(count: Count) -> str:
    if not count.places:
        return ""
    text = ngettext("bij %(n)s mentor", "bij %(n)s mentoren", count.mentors)
    return text % {"n": notation.number(count.mentors)}


def address(line: Line, minimum: str, province: str) -> str:
    """The list with exactly the mentors of a number."""
    asked = {"language": line.language, "level": minimum if line.language else ""}
    query = {**asked, "province": province, **FREE}
    filled_in = {name: value for name, value in query.items() if value}
    return f"{reverse('mentors')}?{urlencode(filled_in)}"
