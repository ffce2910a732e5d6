"""What the API says of itself: every operation, by everything it can answer."""

import json
import re
from collections import Counter

import pytest
from django.utils import translation

from m2w.catalogue import stored
from m2w.openapi import Document

NAME = re.compile(r"\{[a-z_]+\}")


@pytest.fixture(scope="module")
def schema():
    return Document().get_schema(request=None, public=True)


def operations(schema):
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_operation_says_in_a_sentence_what_it_does(schema):
    silent = [
        name
        for name, operation in operations(schema)
        if not re.match(r"^[A-Z`].*\S.*[.`]$", operation.get("description", ""), re.DOTALL)
        or not operation.get("summary")
    ]
    assert silent == []


def test_no_two_operations_of_a_resource_say_the_same(schema):
    said = Counter(
        (*operation["tags"], operation[kind])
        for _name, operation in operations(schema)
        for kind in ("summary", "description")
    )
    assert [words for words, times in said.items() if times > len({*words})] == []


def texts(part):
    """Whatever is said in words, a line at a time; of a list of values the words behind each."""
    if isinstance(part, list):
        for one in part:
            yield from texts(one)
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "examples":
                continue
            if name in {"description", "summary", "title"} and isinstance(value, str):
                yield from (line.rpartition("` - ")[2] for line in value.splitlines())
            yield from texts(value)


def test_it_is_in_english_whoever_asks(schema):
    """No word of a page stands in it in Dutch."""
    dutch = {m.id for m in stored() if isinstance(m.id, str) and m.id != m.string}
    english = {m.string for m in stored()}
    with translation.override("nl-be"):
        json.dumps(schema)  # nothing is put in words only now
    # What a language calls itself is the same in any.
    dutch -= english | {"", "Nederlands"}
    assert {text.rstrip(".") for text in texts(schema)} & dutch == set()


def test_no_parameter_goes_without_a_word(schema):
    silent = [
        (name, parameter["name"])
        for name, operation in operations(schema)
        for parameter in operation.get("parameters", [])
        if not parameter.get("description")
    ]
    assert silent == []


PROMISES = re.compile(
    r"(.*_)?(on|at|from|until|day|code|email|postcode|provinces?|language|languages|amount|url|link)"
)
SAYS = {"format", "pattern", "enum", "$ref", "oneOf", "allOf", "additionalProperties"}


def test_what_a_field_is_called_it_is_declared_to_be(schema):
    plain = {
        (component, name)
        for component, shape in schema["components"]["schemas"].items()
        for name, field in shape.get("properties", {}).items()
        if PROMISES.fullmatch(name) and "string" in field.get("type", "") and not SAYS & set(field)
    }
    # The caller's own, also when it is none.
    assert plain == {("BulkResult", "code")}


def test_every_operation_tells_whom_it_keeps_out(schema):
    silent = [
        name
        for name, operation in operations(schema)
        if not {"400", "401", "403"} <= set(operation["responses"])
    ]
    assert silent == []


def test_every_operation_on_one_object_tells_that_it_may_not_be_there(schema):
    silent = [
        name
        for name, operation in operations(schema)
        if NAME.search(name) and "404" not in operation["responses"]
    ]
    assert silent == []


def test_every_refusal_is_a_problem(schema):
    problem = {"$ref": "#/components/schemas/Problem"}
    for name, operation in operations(schema):
        for status, answer in operation["responses"].items():
            if status >= "400":
                refusal = schema["components"]["responses"][answer["$ref"].rsplit("/", 1)[-1]]
                [(kind, content)] = refusal["content"].items()
                assert (kind, content["schema"]) == ("application/problem+json", problem), name


def test_every_list_is_paged_and_takes_its_filters(schema):
    found = schema["paths"]["/api/v1/grants/"]["get"]
    names = [parameter["name"] for parameter in found["parameters"]]
    assert {"promoter", "kind", "as_of", "page", "page_size"} <= set(names)
    [content] = found["responses"]["200"]["content"].values()
    page = schema["components"]["schemas"][content["schema"]["$ref"].rsplit("/", 1)[-1]]
    assert set(page["properties"]) == {"count", "next", "previous", "results"}


def test_an_object_comes_with_its_version_where_it_has_one(schema):
    told = {
        path: "ETag" in schema["paths"][path]["get"]["responses"]["200"].get("headers", {})
        for path in ("/api/v1/grants/{id}/", "/api/v1/grants/", "/api/v1/notices/{id}/")
    }
    assert list(told.values()) == [True, False, False]


def test_only_uploads_take_a_form(schema):
    forms = {
        name
        for name, operation in operations(schema)
        if "multipart/form-data" in operation.get("requestBody", {}).get("content", {})
    }
    assert {"post /api/v1/documents/", "post /api/v1/imports/"} <= forms
    for name in forms:
        method, path = name.split()
        content = schema["paths"][path][method]["requestBody"]["content"]
        assert list(content) == ["multipart/form-data"]


def test_it_says_who_comes_in_and_what_the_resources_are(schema):
    schemes = schema["components"]["securitySchemes"]
    assert (schemes["tokenAuth"]["name"], schemes["cookieAuth"]["in"]) == (
        "Authorization",
        "cookie",
    )
    assert "problem+json" in schema["info"]["description"]
    used = {tag for _name, operation in operations(schema) for tag in operation["tags"]}
    assert used == {tag["name"] for tag in schema["tags"]}


def test_no_two_operations_share_a_name(schema):
    names = [operation["operationId"] for _name, operation in operations(schema)]
    assert len(names) == len(set(names))
