"""Whatever is there to read, read by each role: every answer is as its description says."""

import re
from collections.abc import Iterator
from itertools import product
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.urls import resolve

from m2w.accounts.services.keys import issue
from reporting.reports import REPORTS
from tests.cast import play
from tests.described import Program, UndescribedError
from tests.matrix import CAST, World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "sqlite" not in configured.DATABASES["default"]["ENGINE"],
        reason="descriptions know no database",
    ),
]

FEW = 2  # of a kind: an own one and a colleague's
GAP = re.compile(r"{(\w+)}")
# What may stand in an address besides the id of an object.
PLACES = {
    "code": [*REPORTS],
    "name": ["mentee", "claim_line"],
    "number": ["1", "2"],
    "position": ["0", "1"],
    "slot": ["start", "middle"],
    "table": ["1"],
    "year": ["2020", "2021"],
}


@pytest.fixture
def world(db, settings):
    settings.M2W_THROTTLE = False
    return World.create()


@pytest.mark.parametrize("role", CAST)
def test_every_answer_is_as_described(world, role):
    program = Program(issue(play(CAST[role]).acting)[1])
    found = list(faults(program))
    assert not found, "\n".join(found)


def faults(program: Program) -> Iterator[str]:
    for operation in program.document.operations.values():
        if operation.method != "GET":
            continue
        for address in addresses(operation.path):
            answer = program.http.get(address, headers=program.credentials)
            try:
                program.document.read(operation, answer)
            except UndescribedError as fault:
                yield f"{address}: {fault}"


def addresses(path: str) -> Iterator[str]:
    names = GAP.findall(path)
    for values in product(*(PLACES.get(name) or ids_at(path, name) for name in names)):
        yield path.format(**dict(zip(names, values, strict=True)))


def ids_at(path: str, name: str) -> list[str]:
    """Ids of the objects that this place names, which an address of their own tells."""
    before = path.partition(f"{{{name}}}")[0]
    own = GAP.sub(str(UUID(int=0)), f"{before}{{{name}}}/")
    model = resolve(own).func.cls.model
    # In the order in which they were made.
    return [str(one.pk) for one in model.objects.order_by()[:FEW]]


def test_who_has_no_key_is_told_how_to_show_one(world, client):
    document = Program(issue(play("alice").acting)[1]).document
    told = document.read(document["mentees_list"], client.get("/api/v1/mentees/"))
    assert (told.status, told.headers["WWW-Authenticate"]) == (401, "Token")


@pytest.mark.parametrize(
    ("headers", "complaint"),
    [({}, "without {'ETag'}"), ({"ETag": '"1"', "Location": "/"}, "Location")],
)
def test_a_header_that_is_not_as_described_is_noticed(world, headers, complaint):
    document = Program(issue(play("alice").acting)[1]).document
    described = document["mentees_retrieve"].answers["200"]["headers"]
    with pytest.raises(UndescribedError, match=complaint):
        document.check_headers(described, headers, "mentees_retrieve answers 200")
