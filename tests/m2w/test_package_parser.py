"""What is accepted as a file of the package, and what is refused with its place."""

import json

import pytest

from m2w.accounts.models import Organisation
from m2w.data_package.faults import PackageRefused
from m2w.data_package.loader import load
from m2w.management.commands._package import RULES, tables
from tests.packages import Package, dumped, faults_of

pytestmark = pytest.mark.django_db

HEADER = "code,name,kind\n"
CALLS = "code,title,reference,budget,opens_on\nC1,Oproep,2019/1,1000.00,2019-01-01\n"


@pytest.fixture
def write(tmp_path):
    """A package of two files, of which the first holds these bytes."""

    def package(organisations, calls=CALLS):
        raw = organisations if isinstance(organisations, bytes) else organisations.encode()
        (tmp_path / "organisations.csv").write_bytes(raw)
        (tmp_path / "calls.csv").write_text(calls, encoding="utf-8")
        return tmp_path

    return package


def loaded(directory):
    load(directory, tables(), RULES)
    return list(Organisation.objects.order_by("code").values_list("code", "name", "kind"))


def refusals(directory):
    with pytest.raises(PackageRefused) as refused:
        load(directory, tables(), RULES)
    assert not Organisation.objects.exists()
    return [(f.line, f.column, f.rule) for f in refused.value.faults]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}core,Core VZW,promoter\n",
        f"{HEADER}core,Core VZW,promoter",
        f"\ufeff{HEADER}core,Core VZW,promoter\n",
        f"{HEADER}core,Core VZW,promoter\n".replace("\n", "\r\n"),
        "kind,code,name\npromoter,core,Core VZW\n",
        "code,name,kind,kbo_number\ncore,Core VZW,promoter,\n",
        f'{HEADER}"core","Core VZW",promoter\n',
    ],
    ids=["plain", "no_last_line_end", "bom", "crlf", "other_order", "optional_column", "quoted"],
)
def test_accepted(write, content):
    assert loaded(write(content)) == [("core", "Core VZW", "promoter")]


@pytest.mark.parametrize(
    "name",
    [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "Zoë 🦄 «naïef»",
        'zij zei "ja", en\nging',
        "  met blanco’s  ",
        "-1+2",
        "regel\r\nregel",
    ],
)
def test_text_is_kept_as_it_is(write, tmp_path, name):
    quoted = '"' + name.replace('"', '""') + '"'
    assert loaded(write(f"{HEADER}core,{quoted},promoter\n"))[0][1] == name
    assert dumped(tmp_path / "dump")["organisations"][0]["name"] == name


def test_a_header_alone_is_a_file_without_rows(write):
    assert loaded(write(HEADER)) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", (1, "", "empty_file")),
        ("\ufeff", (1, "", "empty_file")),
        ("code,name\ncore,Core\n", (1, "kind", "missing_column")),
        ("code,name,kind,colour\ncore,Core,promoter,red\n", (1, "colour", "unknown_column")),
        ("code,name,kind,Name\ncore,Core,promoter,x\n", (1, "Name", "unknown_column")),
        ("code,name,kind,name\ncore,Core,promoter,x\n", (1, "name", "column_twice")),
        (f"{HEADER}core,Core\n", (2, "", "field_count")),
        (f"{HEADER}core,Core,promoter,x\n", (2, "", "field_count")),
        (f"{HEADER}\ncore,Core,promoter\n", (2, "", "field_count")),
        (f"{HEADER}core,Co\0re,promoter\n", (2, "", "nul")),
        (f'{HEADER}core,"Core,promoter\n', (2, "", "quoting")),
        (f'{HEADER}core,"Core"x,promoter\n', (2, "", "quoting")),
        (f"{HEADER}core,Co\rre,promoter\n", (2, "", "quoting")),
        (HEADER.encode() + b"core,Cor\xe9,promoter\n", (2, "", "not_utf8")),
        (f"{HEADER}core,Core,promoter\n".encode("utf-16"), (1, "", "not_utf8")),
    ],
)
def test_refused(write, content, expected):
    assert refusals(write(content)) == [expected]


def test_the_line_is_that_on_which_the_row_starts(write):
    content = f'{HEADER}core,"drie\nregels\nlang",promoter\nb,,promoter\n'
    assert refusals(write(content)) == [(5, "name", "required")]


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("budget", "1e400", "amount"),
        ("budget", "1e3", "amount"),
        ("budget", "10.005", "amount"),
        ("budget", "-5", "amount"),
        ("budget", "+5", "amount"),
        ("budget", "1,5", "amount"),
        ("budget", "1 000", "amount"),
        ("budget", "1234567890123", "amount"),
        ("budget", "NaN", "amount"),
        ("budget", "٣", "amount"),
        ("budget", "", "required"),
        ("opens_on", "2022-02-30", "date"),
        ("opens_on", "2022-2-3", "date"),
        ("opens_on", "20220203", "date"),
        ("opens_on", "03/02/2022", "date"),
        ("opens_on", "2022-W05-1", "date"),
        ("opens_on", "9999-12-31", "date"),
        ("initial_months", "24.0", "integer"),
        ("initial_months", "1e2", "integer"),
        ("initial_months", "0", "integer"),
        ("initial_months", "99999999999999999999", "integer"),
        ("max_dutch_level", "a2", "choice"),
        ("max_level_may_be_attested", "ja", "choice"),
        ("code", "C 1", "code"),
        ("code", "C" * 41, "code"),
        ("code", "é", "code"),
        ("title", "x" * 201, "text"),
        ("title", "   ", "required"),
    ],
)
def test_a_cell_of_another_kind(tmp_path, column, cell, rule):
    package = Package(tmp_path).set("calls", "C1", **{column: cell})
    assert ("calls.csv", 2, column, rule) in faults_of(package)


@pytest.mark.parametrize(
    ("row", "column", "cell", "rule"),
    [
        (("mentees", "selam"), "postcode", "999", "postcode"),
        (("mentees", "selam"), "postcode", "0999", "postcode"),
        (("mentees", "selam"), "nationality", "er", "country"),
        (("mentees", "selam"), "home_language", "Tigrinya", "language"),
        (("mentees", "selam"), "home_language", "eng", "language"),
        (("mentees", "selam"), "languages", "en", "languages"),
        (("mentees", "selam"), "languages", "en:B7", "languages"),
        (("mentees", "selam"), "languages", "en:B1;en:B2", "languages"),
        (("mentees", "selam"), "languages", "en:B1;", "languages"),
        (("mentees", "selam"), "vdab_number", "12-34", "vdab_number"),
        (("mentees", "selam"), "vdab_number", "", "required"),
        (("mentees", "selam"), "interests", "koken;;fietsen", "list"),
        (("mentees", "selam"), "employed", "maybe", "choice"),
        (("lots", "L1"), "provinces", "10000;99999", "list"),
        (("lots", "L1"), "provinces", "10000;10000", "list"),
        (("lots", "L1"), "provinces", "", "required"),
        (("lots", "L1"), "subgroups", "none", "list"),
        (("staff", "carl"), "email", "carl", "email"),
        (("staff", "carl"), "role", "coach;boss", "list"),
        (("mentors", "karel"), "hard_wishes", "gender:unknown", "list"),
        (("mentors", "karel"), "availability", "monday", "list"),
        (("mentors", "karel"), "languages", "", "required"),
        (("mentors", "karel"), "capacity", "0", "integer"),
        (("evaluations", "bimonthly"), "score", "5", "integer"),
    ],
)
def test_a_cell_of_another_kind_elsewhere(tmp_path, row, column, cell, rule):
    file, code = row
    package = Package(tmp_path).set(file, code, **{column: cell})
    line = package.rows[file].index(package.row(file, code)) + 2
    assert (f"{file}.csv", line, column, rule) in faults_of(package)


def test_a_vdab_number_is_kept_without_spaces_and_dots(tmp_path):
    Package(tmp_path / "in").set("mentees", "bilal", vdab_number=" 12.3 A").load()
    mentees = {row["code"]: row for row in dumped(tmp_path / "out")["mentees"]}
    assert mentees["bilal"]["vdab_number"] == "123A"


def test_empty_means_unknown_where_the_domain_is_three_valued(tmp_path):
    package = Package(tmp_path / "in").set("mentees", "bilal", dutch_attested="")
    package.set("mentees", "bilal", dutch_insufficient_for_job_target="yes").load()
    mentees = {row["code"]: row for row in dumped(tmp_path / "out")["mentees"]}
    assert mentees["bilal"]["dutch_attested"] == "unknown"


def test_required_files(tmp_path):
    assert faults_of(Package(tmp_path).remove("calls"))[0] == ("calls.csv", 0, "", "missing_file")


def test_a_file_with_an_unknown_name(tmp_path):
    package = Package(tmp_path).write()
    package.path("mentee").write_text("code\n", encoding="utf-8")
    assert faults_of(package, written=True) == [("mentee.csv", 0, "", "unknown_file")]


@pytest.fixture
def described(tmp_path):
    """A dumped package with its descriptor, as data that a test spoils."""
    Package(tmp_path / "in").load()
    dumped(tmp_path / "out")
    path = tmp_path / "out" / "datapackage.json"
    return path, json.loads(path.read_text(encoding="utf-8"))


def spoil(descriptor, how):
    fields = descriptor["resources"][0]["schema"]["fields"]
    match how:
        case "other_type":
            fields[0]["type"] = "integer"
        case "unknown_field":
            fields.append({"name": "colour", "type": "string"})
        case "required_field_left_out":
            fields.pop(0)
        case "other_key":
            descriptor["resources"][0]["schema"]["primaryKey"] = ["name"]
        case "unknown_resource":
            descriptor["resources"][0]["path"] = "../secret.csv"
        case "no_resources":
            del descriptor["resources"]


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ("other_type", "schema"),
        ("unknown_field", "schema"),
        ("required_field_left_out", "schema"),
        ("other_key", "schema"),
        ("unknown_resource", "unknown_file"),
        ("no_resources", "descriptor"),
    ],
)
def test_a_descriptor_that_differs(described, how, rule):
    path, descriptor = described
    spoil(descriptor, how)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(PackageRefused) as refused:
        load(path.parent, tables(), RULES)
    assert [(f.file, f.rule) for f in refused.value.faults] == [("datapackage.json", rule)]


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b'"x"', b"\xff", b'{"resources": [1]}'])
def test_a_descriptor_that_is_none(described, content):
    path, _descriptor = described
    path.write_bytes(content)
    with pytest.raises(PackageRefused, match="Frictionless"):
        load(path.parent, tables(), RULES)


def test_a_descriptor_may_say_more(described):
    path, descriptor = described
    descriptor["title"] = "Ons pakket"
    descriptor["resources"][0]["schema"]["fields"][0]["title"] = "Code"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert load(path.parent, tables(), RULES) == {}
