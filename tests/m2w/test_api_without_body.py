"""What asks for nothing refuses what is sent along: it was meant to do something."""

import pytest

from m2w.openapi import Document

READ_ALL = "/api/v1/notices/read_all/"
# Their tables of steps give each a body, of these an empty one.
BY_TABLE = {"enrolments_submit", "enrolments_accept_referral", "matches_resume"} | {
    "claims_accept_rest"
}


def test_it_is_described_so():
    generator = Document()
    described = generator.get_schema(request=None, public=True)["paths"]
    without, refusing = set(), set()
    for path, _regex, method, view in generator._get_paths_and_endpoints():
        operation = described[path][method.lower()] if method == "POST" else {}
        if operation and "requestBody" not in operation:
            without.add(operation["operationId"])
        if operation and not getattr(view, "takes_body", True):
            refusing.add(operation["operationId"])
    assert without - BY_TABLE == refusing


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "named"),
    [('{"until": 1}', "until"), ("[1]", "non_field_errors"), ('{"a', "non_field_errors")],
)
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "one"}], ids=["", "with a key"])
def test_a_body_is_refused(api, sent, named, headers):
    alice = api("alice")
    answer = alice.post(READ_ALL, sent, content_type="application/json", headers=headers)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [named])
    assert alice.post(READ_ALL, headers=headers).status_code == 200
    assert alice.post(READ_ALL, {}, format="json").status_code == 200
