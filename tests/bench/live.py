"""The live screening of what is being typed, against a bare view behind the same middleware."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client, override_settings
from django.urls import reverse

from m2w.accounts.models import User
from tests.bench.gate import any_host
from tests.bench.measure import Ratio, pair

FORM = "application/x-www-form-urlencoded"
WHO = "coordinator@core.example"
# One answer is over in a few milliseconds.
TIMES = 50
# The step on languages, with what other steps asked.
TYPED = {
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


def repeated(act: Callable[[], object]) -> Callable[[], object]:
    def all_of_them() -> None:
        for _ in range(TIMES):
            act()

    return all_of_them


def ratios() -> Iterator[Ratio]:
    client = Client()
    client.force_login(User.objects.get(email=WHO))
    address = reverse("registration_screening")
    typed = urlencode({"version": 3, "key": uuid4()} | TYPED)

    def asked(address: str) -> Callable[[], object]:
        def ask() -> None:
            assert client.post(address, typed, content_type=FORM).status_code == 200

        return repeated(ask)

    with any_host(), override_settings(ROOT_URLCONF="tests.bench.urls"):
        times = pair(asked(address), asked("/hello/"))
        yield Ratio("live screening, bare view", *times, most=3)
