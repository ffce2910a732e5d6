"""The examples in the description of the API: there is one of everything, and each is true."""

import json

import pytest
from jsonschema import Draft202012Validator

from m2w.openapi import Document
from m2w.openapi_examples import CASE, about, kind_of

JSON = "application/json"
CHECKER = Draft202012Validator.FORMAT_CHECKER


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(Document().get_schema(request=None, public=True)))


def operations(document):
    for methods in document["paths"].values():
        for operation in methods.values():
            yield operation["operationId"], operation


def media(document):
    """Everything that is sent and answered as JSON or in a form, and every refusal."""
    for name, operation in operations(document):
        for one in operation.get("requestBody", {}).get("content", {}).values():
            yield name, one
        for status, answer in operation["responses"].items():
            if status < "300" and JSON in answer.get("content", {}):
                yield name, answer["content"][JSON]
    for name, answer in document["components"]["responses"].items():
        for one in answer["content"].values():
            yield name, one


def shown(document, one):
    for reference in one["examples"].values():
        yield reference["$ref"].rsplit("/", 1)[-1]


def test_every_operation_has_an_example_of_what_is_asked_and_answered(document):
    assert [name for name, one in media(document) if not one.get("examples")] == []


def test_every_example_fits_its_schema(document):
    components = document["components"]
    faults = {}
    for name, one in media(document):
        schema = {**one["schema"], "components": components}
        fits = Draft202012Validator(schema, format_checker=CHECKER)
        for example in shown(document, one):
            for error in fits.iter_errors(components["examples"][example]["value"]):
                faults[name, error.json_path] = error.message
    assert faults == {}


def test_no_example_is_there_for_nothing(document):
    used = {example for _name, one in media(document) for example in shown(document, one)}
    assert used == set(document["components"]["examples"])


def test_nothing_is_said_of_fields_that_are_not_there(document):
    fields = {}
    for component, shape in document["components"]["schemas"].items():
        for owner in ("everywhere", component, about(component)):
            fields.setdefault(owner, set()).update(shape.get("properties", {}))
    said = [("everywhere", CASE["fields"]), *CASE["of"].items()]
    said += [*CASE["nothing"].items(), *CASE["left_out"].items()]
    assert [
        (owner, set(names) - fields[owner]) for owner, names in said if set(names) - fields[owner]
    ] == []
    assert CASE["codes"].keys() <= {kind_of(component) for component in fields}


def test_one_case_is_told_throughout(document):
    """What is created comes back, and what refers to it has its id."""
    examples = {name: one["value"] for name, one in document["components"]["examples"].items()}
    mentee, match = examples["Mentee"], examples["Match"]
    assert examples["NewMentee"].items() <= mentee.items()
    assert examples["Enrolment"]["mentee"] == mentee["id"]
    assert match["enrolment"] == examples["NewMatch"]["enrolment"] == examples["Enrolment"]["id"]
    assert (match["state"], match["ended_on"]) == ("running", None)
    assert "id" not in examples["NewMatch"]


def test_an_address_names_what_its_answer_tells(document):
    examples = document["components"]["examples"]
    for path, operation in document["paths"].items():
        if path.endswith("s/{id}/") and "get" in operation:
            [content] = operation["get"]["responses"]["200"]["content"].values()
            [told] = (examples[name]["value"] for name in shown(document, content))
            [place] = (one for one in operation["get"]["parameters"] if one["in"] == "path")
            assert told["id"] == place["example"], path


def test_a_refusal_is_shown_as_it_reads(document):
    refusals = document["components"]["responses"]
    [conflict] = refusals["Conflict"]["content"].values()
    assert list(conflict["examples"]) == ["not_now"]
    problem = document["components"]["examples"]["BadRequest"]["value"]
    assert problem["errors"] == {"colour": ["This field does not exist."]}
