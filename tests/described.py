"""A program that knows one address of the site: where the API describes itself.

It finds an operation by its id in the OpenAPI document, sends nothing that the document does not
ask for, and takes no answer that the document does not describe.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.files import File
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from jsonschema import Draft202012Validator

DESCRIPTION = "/api/v1/schema/"
OPENAPI, FORM = "application/vnd.oai.openapi+json", "multipart/form-data"
# The headers that a program has to know of.
TELLING = {
    *("Content-Disposition", "ETag", "Idempotency-Replayed", "Location", "Retry-After"),
    *("WWW-Authenticate", "X-Request-ID"),
}
Shape = dict[str, Any]


class UndescribedError(AssertionError):
    """The document says nothing of it, or something else."""


@dataclass(frozen=True)
class Operation:
    """One operation, with what its document says of it."""

    name: str
    method: str
    path: str
    parameters: Mapping[tuple[str, str], Shape]
    body: Shape
    answers: Mapping[str, Shape]


@dataclass(frozen=True)
class Answer:
    status: int
    told: Any
    headers: Mapping[str, str]


class Document:
    """What the site says of its API."""

    def __init__(self, raw: Shape) -> None:
        self.components = raw["components"]
        for shape in self.components["schemas"].values():
            if "properties" in shape:
                # What is not named does not exist: neither in what is sent nor in what is told.
                shape.setdefault("additionalProperties", False)
        self.operations = {
            told["operationId"]: Operation(
                name=told["operationId"],
                method=method.upper(),
                path=path,
                parameters={(one["in"], one["name"]): one for one in told.get("parameters", [])},
                body=told.get("requestBody", {"content": {}}),
                answers={
                    status: self.found(answer) for status, answer in told["responses"].items()
                },
            )
            for path, methods in raw["paths"].items()
            for method, told in methods.items()
        }

    def found(self, told: Shape) -> Shape:
        """What is told here, or stands among the components by its name."""
        if "$ref" not in told:
            return told
        _here, _components, kind, name = told["$ref"].split("/")
        named: Shape = self.components[kind][name]
        return named

    def __getitem__(self, name: str) -> Operation:
        if name not in self.operations:
            raise UndescribedError(f"No operation is called {name}.")
        return self.operations[name]

    def credentials(self, key: str) -> dict[str, str]:
        """The header in which a key is shown."""
        schemes = self.components["securitySchemes"].values()
        [header] = {scheme["name"] for scheme in schemes if scheme["in"] == "header"}
        return {header: f"Token {key}"}

    def check(self, value: Any, shape: Shape, what: str) -> None:
        """Raises UndescribedError, with where and why, for a value of another shape."""
        validator = Draft202012Validator(
            shape | {"components": self.components},
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        faults = [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]
        if faults:
            raise UndescribedError("\n".join([what, *faults]))

    def read(self, operation: Operation, answer: Any) -> Answer:
        """An answer, held against what its operation says of one with its status."""
        said = f"{operation.name} answers {answer.status_code}"
        described = operation.answers.get(str(answer.status_code))
        if described is None:
            raise UndescribedError(f"{said}: {answer.content.decode()}")
        self.check_headers(described.get("headers", {}), answer.headers, said)
        if "content" not in described:
            self.check(answer.content.decode(), {"maxLength": 0}, said)
            return Answer(answer.status_code, None, answer.headers)
        kind = answer.headers["Content-Type"].partition(";")[0]
        if kind not in described["content"]:
            raise UndescribedError(f"{said} as {kind}")
        shape = described["content"][kind]["schema"]
        if shape.get("format") == "binary":
            return Answer(answer.status_code, answer.content, answer.headers)
        told = json.loads(answer.content)
        self.check(told, shape, said)
        return Answer(answer.status_code, told, answer.headers)

    def check_headers(
        self, described: Mapping[str, Shape], sent: Mapping[str, str], said: str
    ) -> None:
        """Raises UndescribedError for a header that is always there and is not, for one that tells
        something and of which nobody knows, and for one that tells something else."""
        shapes = {name: self.found(one) for name, one in described.items()}
        always = {name for name, shape in shapes.items() if shape.get("required")}
        if missing := always - {*sent}:
            raise UndescribedError(f"{said} without {missing}")
        if unknown := TELLING & {*sent} - {*shapes}:
            raise UndescribedError(f"{said} with {unknown}")
        for name in shapes.keys() & {*sent}:
            value = int(sent[name]) if sent[name].isdigit() else sent[name]
            self.check(value, shapes[name]["schema"], f"{said} {name}")


@cache
def document_of(text: bytes) -> Document:
    return Document(json.loads(text))


class Program:
    """Someone's program, with the key that they made for it."""

    def __init__(self, key: str) -> None:
        self.http = Client()
        headers = {"Authorization": f"Token {key}", "Accept": OPENAPI}
        answer = self.http.get(DESCRIPTION, headers=headers)
        assert answer.headers["Content-Type"] == OPENAPI, answer.content
        self.document = document_of(answer.content)
        self.credentials = self.document.credentials(key)

    def fields(self, name: str) -> Mapping[str, Shape]:
        """The fields of the body of an operation, by name."""
        [content] = self.document[name].body["content"].values()
        shape = content["schema"]["$ref"].rpartition("/")[2]
        fields: Mapping[str, Shape] = self.document.components["schemas"][shape]["properties"]
        return fields

    def ask(self, name: str, body: Any = None, **given: Any) -> Any:
        """What an operation tells that succeeds."""
        answer = self.send(name, body, **given)
        assert answer.status < 300, f"{name}: {answer.told}"
        return answer.told

    def refused(self, name: str, body: Any = None, **given: Any) -> tuple[int, str]:
        """With which status, and by which rule, an operation is refused."""
        answer = self.send(name, body, **given)
        assert answer.status >= 400, f"{name}: {answer.told}"
        return answer.status, answer.told["code"]

    def send(
        self,
        name: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        **ids: str,
    ) -> Answer:
        """Do what an operation is for; `ids` are the gaps in its address.

        Raises UndescribedError for what its description does not take, or does not answer.
        """
        operation, headers, query = self.document[name], headers or {}, query or {}
        self.check_parameters(operation, {"path": ids, "query": query, "header": headers})
        answer = self.http.generic(
            operation.method,
            operation.path.format(**ids),
            **self.written(operation, body),
            headers={**headers, **self.credentials},
            query_params=query,
        )
        return self.document.read(operation, answer)

    def check_parameters(
        self, operation: Operation, given: Mapping[str, Mapping[str, Any]]
    ) -> None:
        named = {(place, name): value for place in given for name, value in given[place].items()}
        for key, value in named.items():
            if key not in operation.parameters:
                raise UndescribedError(f"{operation.name} takes no {key}.")
            self.document.check(
                value, operation.parameters[key]["schema"], f"{operation.name} {key}"
            )
        for key, parameter in operation.parameters.items():
            if parameter.get("required") and key not in named:
                raise UndescribedError(f"{operation.name} asks for {key}.")

    def written(self, operation: Operation, body: Any) -> dict[str, Any]:
        """The body, in the form that the operation takes."""
        if body is None:
            if operation.body.get("required"):
                raise UndescribedError(f"{operation.name} asks for a body.")
            return {}
        if not operation.body["content"]:
            raise UndescribedError(f"{operation.name} takes no body.")
        [(kind, content)] = operation.body["content"].items()
        files = {name for name, value in body.items() if isinstance(value, File)}
        values = body | dict.fromkeys(files, "")
        self.document.check(values, content["schema"], f"What {operation.name} is sent")
        for name in files:
            if self.fields(operation.name)[name].get("format") != "binary":
                raise UndescribedError(f"{operation.name} takes no file as {name}.")
        if kind == FORM:
            return {"data": encode_multipart(BOUNDARY, body), "content_type": MULTIPART_CONTENT}
        return {"data": json.dumps(body), "content_type": kind}
