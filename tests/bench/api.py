"""The API: a list against the framework's own serializer, and many at once against one by one."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.test import APIClient, APIRequestFactory

from m2w.accounts.models import User
from m2w.accounts.services.keys import issue
from m2w.rendering import Renderer
from m2w.rows import columns_of, read
from programmes.models import Mentee
from programmes.package.people import MenteeTable
from programmes.serializers.mentees import MenteeSerializer
from tests.bench.caseload import WHO, acting
from tests.bench.gate import any_host
from tests.bench.measure import Ratio, pair, taken_back

ROWS, SINGLES = 1_000, 20
MENTEES = "/api/v1/mentees/"


class TextField(serializers.Field):
    """A value as its column has it, asked per row as any field is."""

    def __init__(self, column: Any, **others: Any) -> None:
        super().__init__(read_only=True)
        self.column = column

    def to_representation(self, value: Any) -> str | None:
        return self.column.write(value) or None


class PlainSerializer(serializers.ModelSerializer):
    """What a ModelSerializer makes of the same fields; the columns that our API writes as the
    package does, are written so here too."""

    def build_field(self, name: str, *others: Any) -> Any:
        columns = {column.name: column for column in MenteeTable.fields if not column.to}
        if name in columns and name != "code":
            return TextField, {"column": columns[name]}
        return super().build_field(name, *others)

    class Meta:
        model = Mentee
        fields = list(MenteeSerializer().fields)


def ratios() -> Iterator[Ratio]:
    user = acting(WHO)
    yield list_of_mentees(user)
    with any_host(), taken_back():
        _token, key = issue(user.acting)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
        yield bulk_of_mentees(client)


def list_of_mentees(user: User) -> Ratio:
    """From the question to the bytes; raises RuntimeError when the two say something else."""
    request = APIRequestFactory().get(MENTEES)
    request.user = user
    rows = Mentee.objects.visible_to(user)[:ROWS]
    columns = columns_of(MenteeSerializer(context={"request": request}), Mentee)

    def ours() -> bytes:
        return Renderer().render(read(columns, rows.all()).told)

    def theirs() -> bytes:
        return JSONRenderer().render(PlainSerializer(rows.all(), many=True).data)

    if json.loads(ours()) != json.loads(theirs()):
        raise RuntimeError("The two lists differ.")
    return Ratio(f"list of {rows.count():,} mentees", *pair(ours, theirs), least=4)


def bulk_of_mentees(client: APIClient) -> Ratio:
    """New files: a thousand in one request, and one in each."""
    numbers = count(1)

    def post(address: str, body: Any) -> None:
        """Raises RuntimeError for an answer that is no success."""
        answer = client.post(address, body, format="json")
        if answer.status_code >= 300 or b"refused" in answer.content:
            raise RuntimeError(answer.content[:300])

    def together() -> None:
        post(f"{MENTEES}bulk/", {"items": [item(next(numbers)) for _ in range(ROWS)]})

    def one_by_one() -> None:
        for _ in range(SINGLES):
            post(MENTEES, item(next(numbers)))

    ours, theirs = pair(together, one_by_one)
    return Ratio(f"{ROWS:,} mentees at once", ours, theirs * ROWS / SINGLES, least=10)


def item(number: int) -> dict[str, str]:
    return {
        "code": f"bulk-{number}",
        "vdab_number": f"9{number:07}",
        "first_name": "Amina",
        "last_name": f"Diallo {number}",
        "birth_date": "1990-05-17",
        "nationality": "GN",
        "postcode": "2000",
        "home_language": "ff",
        "languages": "ff:C2;fr:B1",
        "dutch_level": "A1",
        "diploma_level": "primary",
        "employed": "no",
        "migration_background": "yes",
        "benefit_entitled": "yes",
    }
