"""The caseload against a bare view on the same server, and its last page against its first."""

from collections.abc import Callable, Iterator
from math import ceil

from django.test import Client, override_settings
from django.urls import reverse

from m2w.accounts.models import Organisation, User
from programmes.models import Enrolment, Mentee, Project
from tests.bench.measure import Ratio, pair

WHO = "coordinator@core.example"
PER_PAGE = 50


def client_of(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def get(client: Client, address: str) -> Callable[[], object]:
    return lambda: client.get(address)


def ratios() -> Iterator[Ratio]:
    everyone_at_one_promoter()
    with override_settings(ROOT_URLCONF="tests.bench.urls", ALLOWED_HOSTS=["testserver"]):
        client, address = client_of(WHO), reverse("enrolments")
        last = ceil(Enrolment.objects.count() / PER_PAGE)
        first_page, last_page = get(client, address), get(client, f"{address}?page={last}")
        hello = get(client, "/hello/")
        yield Ratio("caseload of 100,000, hello view over it", *pair(first_page, hello), least=0.1)
        yield Ratio("caseload, last page over first", *pair(last_page, first_page), most=1.5)
        for asked in ["state=waiting", "sort=-waiting", "q=a", "language=ti", "page=1000"]:
            yield Ratio(f"caseload?{asked}", *pair(get(client, f"{address}?{asked}"), hello))


def everyone_at_one_promoter() -> None:
    """The hardest caseload there is: all of the example data belongs to one promoter."""
    promoter = Organisation.objects.get(staff__user__email=WHO)
    Mentee.objects.filter(enrolments__isnull=False).update(vdab_number="", promoter=promoter)
    Project.objects.update(promoter=promoter)
