"""Rules about organisations and staff, each broken once in a package that is otherwise right."""

import pytest

from tests.packages import Package, faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path)


@pytest.mark.parametrize(
    ("code", "role"), [("vera", "coach"), ("alice", "counsellor"), ("carl", "coach;analyst")]
)
def test_a_role_belongs_to_a_kind_of_organisation(package, code, role):
    line = package.rows["staff"].index(package.row("staff", code)) + 2
    package.set("staff", code, role=role)
    assert ("staff.csv", line, "role", "role_of_other_organisation") in faults_of(package)


def test_someone_has_one_place_in_an_organisation(package):
    package.add("staff", "alice", code="alice2")
    assert faults_of(package) == [("staff.csv", 6, "email", "staff_twice")]


def test_an_address_belongs_to_one_name(package):
    package.add("staff", "alice", code="alice2", organisation="second", name="Alisa")
    assert faults_of(package) == [("staff.csv", 6, "name", "name_differs")]


def test_an_address_is_the_same_in_capitals(package):
    package.add("staff", "alice", code="alice2", email="ALICE@core.example")
    assert faults_of(package) == [("staff.csv", 6, "email", "staff_twice")]


def test_an_agreement_does_not_end_before_it_starts(package):
    for row in package.rows["organisations"]:
        row.update(agreement_from="2020-01-01", agreement_until="2019-12-31")
    assert [fault[3] for fault in faults_of(package)] == ["dates_out_of_order"] * 4


@pytest.mark.parametrize("file", ["mentees", "mentors", "projects"])
def test_only_promoters_have_files_and_projects(package, file):
    row = package.rows[file][-1]
    row["promoter"] = "vdab"
    line = len(package.rows[file]) + 1
    assert (f"{file}.csv", line, "promoter", "not_a_promoter") in faults_of(package)
