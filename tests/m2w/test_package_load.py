"""Loading is all or nothing and can be repeated; a dump gives back what was loaded."""

import os
import signal
import threading
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from m2w.accounts.models import Staff, User
from m2w.audit.models import Entry
from m2w.data_package.faults import PackageRefused
from m2w.data_package.loader import checksum, load
from m2w.demo.package import write_package
from m2w.management.commands._package import RULES, tables
from matching.models import Match
from programmes.models import Enrolment, Grant, Mentee, Person, Project, Screening, StatusChange
from tests.packages import FILES, Package, dumped, faults_of, read, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path / "package")


@pytest.fixture
def contents(tmp_path):
    """Everything in the database that a package carries, as text."""

    def read():
        dumped(tmp_path / "contents")
        return {p.name: p.read_text() for p in sorted((tmp_path / "contents").glob("*.csv"))}

    return read


def values(rows, columns):
    """Cells in order; of languages, which have no order of their own, each apart."""
    return sorted(
        [sorted(row[name].split(";")) if name == "languages" else row[name] for name in columns]
        for row in rows
    )


def test_it_works(package):
    stored = package.load()
    assert stored == {name: len(rows) for name, rows in package.rows.items()}


def test_a_dump_says_what_was_loaded(package, tmp_path):
    package.load()
    found = dumped(tmp_path / "dump")
    for file, rows in package.rows.items():
        columns = [name for name in rows[0] if name not in {"ends_on", "vdab_number"}]
        assert values(found[file], columns) == values(rows, columns), file


def test_a_dump_holds_every_file_sorted_by_key(package, tmp_path):
    package.rows["mentees"].reverse()
    package.set("mentees", "bilal", code="Bilal").set("enrolments", "E3", mentee="Bilal")
    package.set("vetoes", "bilal", mentee="Bilal").load()
    found = dumped(tmp_path / "dump")
    assert set(found) == {*FILES, "enrolment_profiles"}
    assert [row["code"] for row in found["mentees"]] == ["Bilal", "amina", "selam", "selam2"]


def test_load_dump_load_dump_is_stable(package, contents, tmp_path):
    package.load()
    first = contents()
    assert load(tmp_path / "contents", tables(), RULES) == {}
    assert contents() == first


def test_loading_again_changes_nothing(package, contents):
    package.load()
    before, entries = contents(), Entry.objects.count()
    assert package.load() == {}
    assert (contents(), Entry.objects.count()) == (before, entries)
    assert Enrolment.objects.filter(version__gt=1).count() == 0


def test_loading_is_one_entry_in_the_record_with_a_checksum(package):
    package.load()
    entry = Entry.objects.get(action="package.loaded")
    assert entry.details["checksum"] == checksum(package.directory)
    assert entry.details["rows"]["mentees"] == 4


def test_any_file_but_two_may_be_missing(package):
    package.remove(*(set(FILES) - {"organisations", "calls"}))
    assert package.load() == {"organisations": 4, "calls": 1}


def test_a_package_may_come_in_parts(package, tmp_path):
    first = Package(tmp_path / "first").remove("matches", "contacts", "outcomes", "vetoes")
    first.only("enrolments", "E2").load()
    assert Enrolment.objects.get(code="E2").state == "approved"
    package.load()
    amina = Enrolment.objects.get(code="E2")
    assert (amina.state, str(amina.started_on)) == ("active", "2020-06-01")
    steps = ["refer", "accept_referral", "approve", "start"]
    assert [change.name for change in amina.changes.all()] == steps


# Refused: with every fault, and with nothing stored ------------------------------------------


def test_all_faults_come_in_one_run_in_the_order_of_the_files(package):
    package.set("matches", "D1", coach="nobody").set("mentees", "amina", postcode="12")
    package.set("mentees", "selam", birth_date="2022-02-30").set("calls", "C1", budget="1e400")
    assert faults_of(package) == [
        ("calls.csv", 2, "budget", "amount"),
        ("mentees.csv", 2, "birth_date", "date"),
        ("mentees.csv", 3, "postcode", "postcode"),
        ("matches.csv", 2, "coach", "unknown_reference"),
    ]


def test_a_refusal_tells_where_what_and_which_rule(package):
    package.set("mentees", "selam", birth_date="2022-02-30")
    with pytest.raises(PackageRefused) as refused:
        package.load()
    heading, fault = str(refused.value).splitlines()
    assert heading == "1 fout in het pakket; er is niets opgeslagen."
    assert fault.startswith("mentees.csv, lijn 2, kolom birth_date, waarde “2022-02-30”: verwacht")
    assert fault.endswith("[date]")


def test_a_long_or_unprintable_value_is_shown_short(package):
    package.set("calls", "C1", budget="\x1b[31m" + "9" * 500)
    with pytest.raises(PackageRefused) as refused:
        package.load()
    line = str(refused.value).splitlines()[1]
    assert "\x1b" not in line
    assert len(line) < 250


def test_of_very_many_faults_the_first_thousand_are_shown(package):
    row = package.row("contacts", "D1")
    package.rows["contacts"] = [{**row, "held_on": f"x{n}"} for n in range(2500)]
    with pytest.raises(PackageRefused) as refused:
        package.load()
    lines = str(refused.value).splitlines()
    assert (lines[0].split()[0], len(lines), lines[-1]) == ("2500", 1002, "… en nog 1500.")


@pytest.mark.parametrize(
    ("file", "code"), [("mentees", "selam"), ("grants", "P1,initial"), ("contacts", "D1")]
)
def test_a_repeat_in_one_file_is_a_duplicate(package, file, code):
    package.add(file, code)
    last = len(package.rows[file]) + 1
    assert [(fault[0], fault[1], fault[3]) for fault in faults_of(package)] == [
        (f"{file}.csv", last, "duplicate")
    ]


@pytest.mark.parametrize(
    ("file", "code", "column"),
    [
        ("lots", "L1", "call"),
        ("staff", "carl", "organisation"),
        ("projects", "P1", "lot"),
        ("enrolments", "E3", "mentee"),
        ("matches", "D1", "mentor"),
        ("contacts", "D1", "match"),
        ("outcomes", "E1", "enrolment"),
        ("vetoes", "bilal", "mentor"),
        ("claims", "K1", "project"),
    ],
)
def test_a_code_that_is_nowhere_dangles(package, file, code, column):
    line = package.rows[file].index(package.row(file, code)) + 2
    package.set(file, code, **{column: "nowhere"})
    assert (f"{file}.csv", line, column, "unknown_reference") in faults_of(package)


def test_case_counts_in_codes(package):
    package.set("matches", "D1", mentor="Karel")
    assert rules_of(package) == {"unknown_reference"}


def test_a_broken_row_is_not_reported_as_missing_too(package):
    package.set("mentees", "amina", birth_date="?")
    assert rules_of(package) == {"date"}


def test_a_refusal_leaves_the_database_as_it_was(package, contents):
    package.load()
    before, entries = contents(), Entry.objects.count()
    package.add("mentees", "bilal", code="new", vdab_number="77")
    package.set("matches", "D1", started_on="2019-01-01")
    assert "differs" in rules_of(package)
    assert (contents(), Entry.objects.count()) == (before, entries)


def test_other_values_for_a_known_key_are_refused_without_update(package):
    package.load()
    package.set("mentees", "amina", first_name="Aminata")
    assert faults_of(package) == [("mentees.csv", 3, "first_name", "differs")]


def test_rules_hold_against_what_the_database_has(package, tmp_path):
    package.load()
    later = Package(tmp_path / "later")
    for file in set(FILES) - {"organisations", "calls", "matches", "enrolments"}:
        later.remove(file)
    later.rows["matches"] = [{**package.row("matches", "D3"), "code": "D9", "enrolment": "E3"}]
    assert "mentor_full" in rules_of(later)


def test_what_waits_for_a_second_person_does_not_count(package):
    package.load()
    project = Project.objects.get(code="P1")
    Grant.objects.create(project=project, kind="increase", decided_on="2020-02-02", amount="9e6")
    package.set("grants", "P2", amount="150001.00").load(update=True)


# Changed -------------------------------------------------------------------------------------


def test_update_changes_only_what_differs(package):
    package.load()
    package.set("mentees", "amina", first_name="Aminata")
    package.set("projects", "P1", target_mentees="61")
    assert package.load(update=True) == {"mentees": 1, "projects": 1}
    assert Project.objects.get(code="P1").target_mentees == 61
    assert package.load() == {}


def test_update_leaves_absent_columns_alone(package):
    package.load()
    for row in package.rows["mentees"]:
        del row["job_target"]
    package.set("mentees", "selam", municipality="Berchem").load(update=True)
    mentee = Enrolment.objects.get(code="E1").mentee
    assert (mentee.municipality, mentee.job_target) == ("Berchem", "kok")


def test_update_moves_an_enrolment_along(package):
    package.load()
    package.set("enrolments", "E3", withdrawn_on="2020-04-01", withdrawn_reason="werk")
    package.load(update=True)
    enrolment = Enrolment.objects.get(code="E3")
    assert enrolment.state == "withdrawn"
    assert [change.name for change in enrolment.changes.all()] == ["submit", "approve", "withdraw"]


def test_update_keeps_the_frozen_profile(package):
    package.load()
    package.set("mentees", "amina", nationality="BE").load(update=True)
    assert Enrolment.objects.get(code="E2").profile_nationality == "SO"


def test_update_changes_every_kind_of_row(package, contents, tmp_path):
    package.load()
    changes = {
        "organisations": ("core", "name", "Core"),
        "staff": ("carl", "role", "coach"),
        "grants": ("P2", "amount", "150001.00"),
        "evaluations": ("six_month", "conclusion", "Beter."),
        "extensions": ("P1", "months", "11"),
        "claims": ("K1", "amount_declared", "80000.01"),
        "settlements": ("P1", "amount", "80000.49"),
        "payments": ("P1,advance", "amount", "60000.01"),
        "mentors": ("kaat", "capacity", "3"),
        "matches": ("D3", "planned_end_on", "2021-01-01"),
        "vetoes": ("bilal", "reason", "familie"),
        "contacts": ("D1,2020-03-01,contact", "minutes", "61"),
        "outcomes": ("E1", "employer", "Hotel"),
    }
    for file, (code, column, value) in changes.items():
        package.set(file, code, **{column: value})
    assert package.load(update=True) == dict.fromkeys(changes, 1)
    assert package.load() == {}


# What is stored with the rows ----------------------------------------------------------------


def test_one_person_stands_behind_the_files_of_two_promoters(package):
    package.load()
    assert sorted(Person.objects.values_list("vdab_number", flat=True)) == ["1001", "1002", "1003"]
    assert len(set(Enrolment.objects.filter(code__in=["E1", "E4"]).values_list("person"))) == 1


def test_states_follow_from_the_dates(package):
    package.add(
        "enrolments", "E3", code="E6", mentee="selam", submitted_on="", decided_on="", decision=""
    )
    package.load()
    assert dict(Enrolment.objects.values_list("code", "state")) == {
        "E1": "ended", "E2": "active", "E3": "approved", "E4": "rejected", "E5": "withdrawn",
        "E6": "draft",
    }  # fmt: skip


def test_every_dated_step_is_on_the_timeline_without_an_actor(package):
    package.load()
    steps = StatusChange.objects.filter(enrolment__code="E2").values_list(
        "name", "source", "target", "on", "by"
    )
    assert [(name, source, target, str(on), by) for name, source, target, on, by in steps] == [
        ("refer", "", "referred", "2020-02-20", None),
        ("accept_referral", "referred", "submitted", "2020-03-01", None),
        ("approve", "submitted", "approved", "2020-03-05", None),
        ("start", "approved", "active", "2020-06-01", None),
    ]


def test_a_submission_has_its_screening(package):
    package.load()
    screening = Enrolment.objects.get(code="E3").screening
    assert (str(screening.on), screening.result, len(screening.criteria)) == (
        "2020-03-01", "eligible", 6,
    )  # fmt: skip
    assert Screening.objects.count() == 5


def test_the_profile_is_frozen_from_the_mentee(package):
    package.load()
    amina = Enrolment.objects.get(code="E2")
    assert (amina.profile_subgroup, amina.profile_age, amina.profile_province) == (
        "youth", 21, "10000",
    )  # fmt: skip


def test_a_given_profile_goes_before_the_mentee(package):
    package.rows["enrolment_profiles"] = [
        {
            "enrolment": "E2", "nationality": "BE", "benefit_entitled": "yes", "subgroup": "none",
            "diploma_level": "master", "dutch_level": "C1", "province": "outside", "gender": "x",
            "age": "33",
        }
    ]  # fmt: skip
    package.load()
    amina = Enrolment.objects.get(code="E2")
    assert (amina.profile_nationality, amina.profile_province, amina.profile_age) == (
        "BE", "outside", 33,
    )  # fmt: skip


def test_a_duo_freezes_its_languages_and_takes_a_place(package):
    package.set("matches", "D3", mentor="kaat", ended_on="", started_on="2020-12-01")
    package.set("mentees", "amina", languages="ti:A2;nl:A1")
    package.load()
    match = Match.objects.get(code="D3")
    assert (match.shared_languages, match.slot) == (("nl", "ti"), 1)


def test_an_older_package_brings_nobody_back(package):
    package.load()
    Mentee.objects.filter(code="amina").update(
        first_name="erased", last_name="erased", vdab_number="", person=None, is_erased=True
    )
    with pytest.raises(PackageRefused) as caught:
        package.load(update=True)
    assert "erased" in {fault.rule for fault in caught.value.faults}
    assert Mentee.objects.get(code="amina").is_erased


def test_an_erased_mentee_loads_and_dumps(package, contents):
    package.set("mentees", "amina", first_name="erased", last_name="erased", vdab_number="")
    package.load()
    assert Enrolment.objects.get(code="E2").person is None
    assert "erased,erased" in contents()["mentees.csv"]


# Accounts ------------------------------------------------------------------------------------


def test_loaded_accounts_cannot_sign_in(package):
    package.load()
    carl = User.objects.get(email="carl@core.example")
    assert not carl.has_usable_password()
    roles = carl.places.get().memberships.values_list("role", flat=True)
    assert sorted(roles) == ["coach", "coordinator"]


def test_someone_may_have_places_in_two_organisations(package):
    package.add("staff", "carl", code="carl2", organisation="second", role="coach")
    package.load()
    assert Staff.objects.filter(user__email="carl@core.example").count() == 2


# The commands --------------------------------------------------------------------------------


def run(command, *arguments, **options):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_command_says_what_it_stored(package):
    assert "4  mentees.csv" in run("load_package", package.write().directory)
    assert "niets veranderd" in run("load_package", package.directory)


def test_demo_passwords(package, rf, settings):
    settings.DEBUG = True
    run("load_package", package.write().directory)
    run("load_package", package.directory, "--demo-passwords")
    credentials = {"email": "carl@core.example", "password": "demo"}
    assert authenticate(rf.post("/"), **credentials).name == "Carl Claes"


def test_demo_passwords_are_refused_without_debug(package, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="M2W_DEBUG"):
        run("load_package", package.write().directory, "--demo-passwords")


def test_a_refusal_is_a_readable_command_error(package):
    package.set("calls", "C1", budget="1e400").write()
    with pytest.raises(CommandError, match=r"calls.csv, lijn 2, kolom budget") as error:
        run("load_package", package.directory)
    assert error.value.returncode == 1


@pytest.mark.parametrize("path", ["/nowhere/at/all", __file__])
def test_what_is_no_directory_is_refused(path):
    with pytest.raises(CommandError, match="geen map"):
        run("load_package", path)


def test_a_dump_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="file"):
        run("dump_package", tmp_path / "file")


@pytest.fixture
def heeds_ctrl_c():
    """A process that was started in the background ignores Ctrl-C until told otherwise."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_ctrl_c")
@pytest.mark.parametrize("moment", ["matches.csv", "contacts.csv"])
def test_ctrl_c_stores_nothing(package, monkeypatch, moment):
    def press(file: str, done: float) -> None:
        if file == moment and done > 0.5:
            os.kill(os.getpid(), signal.SIGINT)
            threading.Event().wait(0.01)

    monkeypatch.setattr(
        "m2w.management.commands.load_package.Command._bar", lambda *a: press(*a[1:])
    )
    monkeypatch.setattr("django.core.management.base.OutputWrapper.isatty", lambda self: True)
    with pytest.raises(CommandError, match="Onderbroken"):
        run("load_package", package.write().directory)
    assert (Project.objects.count(), User.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_progress_shows_on_a_terminal_only(package, monkeypatch):
    quiet, terminal = StringIO(), StringIO()
    terminal.isatty = lambda: True
    call_command("load_package", package.write().directory, stdout=StringIO(), stderr=quiet)
    call_command("load_package", package.directory, stdout=StringIO(), stderr=terminal)
    assert quiet.getvalue() == ""
    assert "mentees.csv" in terminal.getvalue()


# The example data -----------------------------------------------------------------------------


def test_the_example_package_comes_back_as_it_went_in(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    write_package(source, seed=1, size="small", today=date(2026, 6, 15))
    load(source, tables(), RULES)
    found = dumped(tmp_path / "dump")
    for path in source.glob("*.csv"):
        rows = list(read(path))
        assert values(found[path.stem], list(rows[0])) == values(rows, list(rows[0])), path.stem
    assert load(tmp_path / "dump", tables(), RULES) == {}
