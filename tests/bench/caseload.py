"""The caseload against a bare view on the same server, and its last page against its first."""

from collections.abc import Iterator
from math import ceil

from django.urls import reverse

from m2w.accounts.models import User
from programmes.models import Enrolment
from tests.bench.measure import Ratio, pair
from tests.bench.visitor import Visitor, server

WHO = "coordinator@core.example"
PER_PAGE = 50
PAGES, HELLOS = 3, 10


def ratios() -> Iterator[Ratio]:
    with server() as port:
        visitor, address = Visitor(port, WHO), reverse("enrolments")
        rows = Enrolment.objects.visible_to(acting(WHO)).count()
        last = f"{address}?page={ceil(rows / PER_PAGE)}"
        page, hello = visitor.gets(address, PAGES), visitor.gets("/hello/", HELLOS)
        hello()
        ours, theirs = pair(page, hello)
        yield Ratio("caseload page, hello view over it", ours / PAGES, theirs / HELLOS, least=0.1)
        ours, theirs = pair(visitor.gets(last, PAGES), page)
        yield Ratio("caseload, last page over first", ours / PAGES, theirs / PAGES, most=1.5)
        for asked in ["state=waiting", "sort=name", "q=amina", "language=ti"]:
            ours, theirs = pair(visitor.gets(f"{address}?{asked}"), hello)
            yield Ratio(f"caseload?{asked}, over a hello view", ours, theirs / HELLOS)


def acting(email: str) -> User:
    user = User.objects.get(email=email)
    user.acting = user.places.get().memberships.get()
    return user
