"""The API tried against its own description: whatever is asked, the answer is described there."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from random import Random
from typing import Any

import schemathesis
from django.core import signals
from django.db import close_old_connections, transaction
from django.urls import Resolver404, resolve
from drf_spectacular.renderers import OpenApiJsonRenderer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from m2w.openapi import Document
from m2w.wsgi import application
from tests.described import TELLING


def header_knowledge(ctx: Any, response: Any, case: Any) -> None:
    """Raises AssertionError for a header that tells something and of which nobody knows."""
    described = case.operation.responses.find_by_status_code(response.status_code)
    known = {name.lower() for name, _header in described.headers.items()} if described else set()
    unknown = {name.lower() for name in TELLING} & {*response.headers} - known
    assert not unknown, f"Undescribed: {unknown}"


CHECKS = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.response_headers_conformance,
    header_knowledge,
)
# What refuses a request before its values are looked at refuses it as well.
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "412", "415", "429"]
KNOWN_IDS = 0.8  # of the requests with an id, those with one that exists
STOPPED = settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Fuzz:
    """Requests of everyone with a key; `faults` tells what was answered against the description.

    To think of a request takes longer than to answer it: each is asked by all.
    """

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = keys
        self.statuses: dict[str, Counter[int]] = {role: Counter() for role in keys}
        self.faults: dict[tuple[str, str, str, int], str] = {}
        self.random = Random(1)
        self.ids: dict[str, list[str]] = {}

    def run(self, operations: Iterable[Any], examples: int) -> None:
        """So many valid and as many invalid requests to each operation, each undone."""
        with connection_kept():
            for operation in operations:
                for mode in GenerationMode:
                    self.tried(operation, mode, examples)

    def tried(self, operation: Any, mode: GenerationMode, examples: int) -> None:
        @settings(STOPPED, max_examples=examples)
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            self.ask(case, operation)

        # Of some operations nothing that is asked can be wrong.
        with suppress(Unsatisfiable):
            ask()

    def ask(self, case: Any, operation: Any) -> None:
        known = self.known(operation.path)
        if "id" in (case.path_parameters or {}) and known and self.random.random() < KNOWN_IDS:
            case.path_parameters["id"] = self.random.choice(known)
        for role in self.keys:
            self.ask_as(role, case, operation.label)

    def ask_as(self, role: str, case: Any, label: str) -> None:
        with undone():
            answer = case.call(headers={"Authorization": f"Token {self.keys[role]}"})
        self.statuses[role][answer.status_code] += 1
        for check in CHECKS:
            try:
                case.validate_response(answer, checks=[check])
            except (Failure, FailureGroup) as failure:
                fault = (role, label, check.__name__, answer.status_code)
                said = f"{fault}\n{case.as_curl_command()}\n{told(failure)}"
                self.faults.setdefault(fault, said)

    def known(self, path: str) -> list[str]:
        """Ids of objects of the kind that an address names."""
        if path not in self.ids:
            self.ids[path] = list(ids_at(path))
        return self.ids[path]


def operations() -> list[Any]:
    """All that can be asked, as it is described."""
    document = Document().get_schema(request=None, public=True)
    raw = json.loads(OpenApiJsonRenderer().render(document, renderer_context={}))
    config = schemathesis.Config.from_dict(
        {"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}}
    )
    schema = schemathesis.openapi.from_dict(raw, config=config)
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


def ids_at(path: str) -> Iterator[str]:
    address = path.replace("{id}", "00000000-0000-0000-0000-000000000000")
    for name in ("year", "number", "position", "table", "line", "name", "slot", "code"):
        address = address.replace(f"{{{name}}}", "1")
    try:
        view = resolve(address).func
    except Resolver404:
        return
    model = getattr(getattr(view, "cls", None), "model", None)
    if model is not None:
        # As they were made, which their keys do not tell: each run asks for the same ones.
        yield from (str(one.pk) for one in model.objects.order_by()[:50])


def told(failure: Any) -> str:
    return "\n".join(str(one) for one in getattr(failure, "exceptions", [failure]))


@contextmanager
def undone() -> Iterator[None]:
    """What is done in it is undone: every request finds the same world."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@contextmanager
def connection_kept() -> Iterator[None]:
    """A request by WSGI ends with its connection; here it is that of the test."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in ends:
            signal.connect(close_old_connections)
