"""The live screening of what is being typed, against a bare view on the same server."""

from collections.abc import Iterator
from uuid import uuid4

from django.urls import reverse

from tests.bench.measure import Ratio, pair
from tests.bench.visitor import Visitor, server

WHO = "coordinator@core.example"
TIMES = 20
# The step on languages, with what other steps asked.
TYPED: dict[str, object] = {
    "home_language": "Turks",
    "languages_language": "Engels",
    "languages_level": "B1",
    "dutch_level": "A2",
    "diploma_level": "lower_secondary",
    "first_name": "Yusuf",
    "birth_date": "03/06/2001",
    "postcode": "2000",
    "employed": "no",
    "migration_background": "yes",
    "vdab_guidance_since": "14/01/2026",
}


def ratios() -> Iterator[Ratio]:
    with server() as port:
        visitor, address = Visitor(port, WHO), reverse("registration_screening")
        typed = {"version": 3, "key": uuid4()} | TYPED
        ours, theirs = (visitor.posts(one, typed, TIMES) for one in (address, "/hello/"))
        theirs()
        times = [time / TIMES for time in pair(ours, theirs)]
        yield Ratio("live screening, over a hello view", *times, most=3)
