"""Endpoints that take many objects at once, by the caller's own codes (`m2w.upserts`)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import Endpoint
from m2w.keys import keys_in
from m2w.problems import Problem, problem_of
from m2w.serializers import IdField, ItemsField, Serializer
from m2w.upserts import CHANGED, CREATED, REFUSED, UNCHANGED, Result, Upsert


class BulkResult(serializers.Serializer[Any]):
    """What became of one item; `problem` tells why it was refused."""

    code = serializers.CharField(help_text="The caller's own.", allow_null=True)
    result = serializers.ChoiceField([CREATED, CHANGED, UNCHANGED, REFUSED])
    id = serializers.UUIDField(allow_null=True)
    problem = Problem(required=False)


class BulkResults(serializers.Serializer[Any]):
    """In the order of the items."""

    results = BulkResult(many=True)


class Envelope(Serializer):
    items = ItemsField()


class BulkEndpoint(Endpoint):
    """`POST` up to 1,000 items: each is made, changed, left as it is, or refused by itself.

    `item` reads one, by a `code` that it needs.
    """

    item: ClassVar[type[Serializer]]
    upsert: ClassVar[type[Upsert]]

    def post(self, request: Request) -> Response:
        """Keep many at once; what is refused tells why, the others are kept."""
        upsert = self.upsert(self.user)
        items = self.sent(Envelope)["items"]
        reader = self.reader(items)
        results, read = [], []
        for item in items:
            result, values = one_read(reader, item)
            results.append(result)
            if values is not None:
                read.append((len(results) - 1, values))
        kept = upsert.keep_all([values for _number, values in read])
        for (number, _values), result in zip(read, kept, strict=True):
            results[number] = result
        return Response({"results": [told(result) for result in results]})

    def reader(self, items: Sequence[Any]) -> Serializer:
        """What reads an item. The objects that items name are looked up once for all."""
        reader = self.item(context={"request": self.request, "named": {}})
        for name, field in reader.fields.items():
            if isinstance(field, IdField):
                sent = [item.get(name) for item in items if isinstance(item, dict)]
                rows = field.get_queryset().filter(pk__in=keys_in(map(str, sent)))
                reader.context["named"][name] = {row.pk: row for row in rows}
        return reader


def one_read(reader: Serializer, item: Any) -> tuple[Result, dict[str, Any] | None]:
    """The values of one item, or what is wrong with it."""
    code = item.get("code") if isinstance(item, dict) else None
    result = Result(code if isinstance(code, str) else None)
    try:
        return result, dict(reader.run_validation(item))
    except exceptions.ValidationError as problem:
        result.problem = problem
        return result, None


def told(result: Result) -> dict[str, Any]:
    key = None if result.id is None else str(result.id)
    said = {"code": result.code, "result": result.result, "id": key}
    return said if result.problem is None else said | {"problem": problem_of(result.problem)}
