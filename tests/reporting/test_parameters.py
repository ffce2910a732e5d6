"""No address of reporting ignores a parameter in silence: whoever sent it meant something by it."""

from uuid import UUID

import pytest
from django.urls import reverse

from reporting import urls
from tests.matrix import CAST

pytestmark = pytest.mark.django_db
ANY = {"uuid": UUID(int=0), "slug": "geen", "string": "geen", "int": 1}
# Of these the view itself judges what it is asked, and needs nothing but its address to.
LISTS = ["evaluations", "evaluation_sheets", "budget", "budget_ahead", "budget_lots"]
LISTS += ["budget_unit_costs", "cross", "cross_rows", "tables", "outflow"]


def address_of(entry):
    """The address with a value of the right kind in every place: the refusal comes before
    anything is looked up."""
    kinds = {name: type(kind).__name__ for name, kind in entry.pattern.converters.items()}
    return reverse(
        entry.name,
        kwargs={name: ANY[kind.removesuffix("Converter").lower()] for name, kind in kinds.items()},
    )


def reader_of(entry):
    door = entry.callback.door
    return next(who for role, who in CAST.items() if door.opens_to(role))


def test_it_works(browse):
    assert browse("ann").get(reverse("question_list"), {"open": "ja"}).status_code == 200


def test_every_address_that_says_what_it_takes_refuses_the_rest(browse):
    ignoring = []
    for entry in urls.urlpatterns:
        if entry.callback.asks is None:
            continue
        answer = browse(reader_of(entry)).get(address_of(entry), {"verzonnen": "1"})
        if answer.status_code != 400 or "verzonnen" not in answer.content.decode():
            ignoring.append(entry.name)
    assert ignoring == []


@pytest.mark.parametrize("name", LISTS)
def test_every_list_with_filters_refuses_what_is_no_filter(browse, name):
    entry = next(entry for entry in urls.urlpatterns if entry.name == name)
    answer = browse(reader_of(entry)).get(reverse(name), {"verzonnen": "1"})
    assert answer.status_code == 400
    assert "verzonnen" in answer.content.decode()


def test_every_page_may_be_told_where_to_go_next(browse):
    assert browse("ann").get(reverse("question_register"), {"next": "/"}).status_code == 200


def test_who_may_not_come_in_hears_that_first(browse):
    assert browse("carl").get(reverse("question_list"), {"verzonnen": "1"}).status_code == 403
