"""A small valid data package with a fixed cast, which a test spoils by one cell.

Core VZW guides Selam (ended, works now), Amina (active) and Bilal (waiting for a mentor); its
mentors are Karel and Kaat, its coach is Carl. Second VZW is the stranger: Selam was there too.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from m2w.data_package.dumper import dump
from m2w.data_package.faults import PackageRefused
from m2w.data_package.loader import load
from m2w.management.commands._package import RULES, tables

FILES = {
    "organisations": """
code,name,kind,kbo_number
core,Core VZW,promoter,0123.456.789
second,Second VZW,promoter,
vdab,VDAB,vdab,
ministry,Departement WSE,ministry,
""",
    "staff": """
code,organisation,name,email,role,languages,provinces
alice,core,Alice Aerts,alice@core.example,coordinator,nl:C2,
carl,core,Carl Claes,carl@core.example,coordinator;coach,nl:C2;ti:B1,
charlie,second,Charlie Cools,charlie@second.example,coach,nl:C2;en:B2,
vera,vdab,Vera Vos,vera@vdab.example,counsellor,,10000;20001
""",
    "calls": """
code,title,reference,budget,opens_on,closes_on,extension_months
C1,Mentoring naar werk,2019/50081,2920000.00,2019-07-01,2019-09-30,12
""",
    "lots": """
code,call,number,name,provinces,subgroups,target_mentees,budget,financing_number
L1,C1,1,Antwerpen,10000,,120,500000.00,F-1
L2,C1,2,Limburg,70000,loa;youth,60,300000.00,F-2
""",
    "projects": """
code,lot,promoter,name,starts_on,ends_on,target_mentees
P1,L1,core,Samen naar werk,2020-01-01,2021-12-31,60
P2,L2,second,Tandem,2020-03-01,,40
""",
    "grants": """
project,kind,decided_on,amount,months
P1,initial,2019-12-01,240000.00,24
P1,decrease,2020-06-01,40000.00,
P1,extension,2021-11-15,100000.00,12
P2,initial,2020-02-01,150000.00,24
""",
    "mentees": """
code,promoter,first_name,last_name,birth_date,gender,nationality,postcode,municipality,\
vdab_number,vdab_guidance_since,vdab_guidance_until,employed,migration_background,\
home_language,languages,dutch_level,dutch_attested,dutch_insufficient_for_job_target,\
job_target,sector,diploma_level,diploma_language,benefit_entitled,interests
selam,core,Selam,Tesfay,1992-06-01,f,ER,2000,Antwerpen,1001,2019-09-01,,no,yes,ti,en:B1,\
A1,no,unknown,kok,I,upper_secondary,ti,yes,koken;fietsen
amina,core,Amina,"Said, Ali",1999-02-28,f,SO,2060,Antwerpen,10.02,2019-09-01,,no,yes,so,\
en:B1;fr:A2,A2,no,unknown,,,primary,so,no,
bilal,core,Bilal,Haddad,1985-01-15,m,SY,3500,Hasselt,1003,2019-09-01,,no,yes,ar,en:C1,B1,\
yes,yes,ingenieur,C,master,ar,unknown,
selam2,second,Selam,Tesfay,1992-06-01,f,ER,2000,Antwerpen,1001,2019-09-01,,no,yes,ti,en:B1,\
A1,no,unknown,,,upper_secondary,ti,yes,
""",
    "enrolments": """
code,mentee,project,referred_on,submitted_on,info_requested_on,decided_on,decision,\
decision_reason,derogation_reason,withdrawn_on,withdrawn_reason,ended_on,end_reason,coach
E1,selam,P1,,2020-02-01,,2020-02-10,approved,,,,,2020-12-01,work,carl
E2,amina,P1,2020-02-20,2020-03-01,,2020-03-05,approved,,,,,,,carl
E3,bilal,P1,,2020-03-01,,2020-03-09,approved,,,,,,,
E4,selam2,P2,,2021-01-10,,2021-01-20,rejected,lot_full,,,,,,
E5,selam2,P2,,2021-02-01,2021-02-05,,,,,2021-02-20,verhuisd,,,
""",
    "mentors": """
code,promoter,first_name,last_name,birth_year,gender,languages,sectors,postcode,online,\
capacity,trained_on,active_from,active_until,availability,hard_wishes,paused_from,paused_until
karel,core,Karel,Maes,1960,m,nl:C2;en:C1,F;I,2018,yes,1,2020-01-15,2020-01-01,2022-12-31,\
mon-ev;sat-am,gender:f,,
kaat,core,Kaat,Peeters,1975,f,nl:C2;ti:C2,,2600,,2,2020-02-01,2020-01-01,,,,,
charles,second,Charles,Thys,,m,nl:C2;en:B2,,3500,no,1,2020-01-15,2020-01-01,,,,,
""",
    "matches": """
code,enrolment,mentor,coach,started_on,planned_end_on,ended_on,end_reason
D1,E1,karel,carl,2020-02-20,2020-08-20,2020-06-01,misfit
D2,E1,kaat,carl,2020-06-01,2020-12-01,2020-12-01,work
D3,E2,karel,carl,2020-06-01,2020-12-01,,
""",
    "vetoes": """
mentee,mentor,decided_on,reason
bilal,karel,2020-05-01,kennen elkaar
""",
    "contacts": """
match,held_on,kind,minutes,channel,reached
D1,2020-03-01,contact,60,in_person,yes
D1,2020-03-01,checkin_mentor,,phone,no
""",
    "outcomes": """
enrolment,kind,started_on,ended_on,employer,sector,verified_on
E1,open_ended,2020-11-15,,Hotel NV,I,2021-01-10
""",
    "evaluations": """
kind,level,scope,track,period_start,held_on,status,score,verdict,conclusion
bimonthly,promoter,P1,content,2020-03-01,2020-05-04,final,3,,
bimonthly,province,10000,operational,2020-01-01,,draft,,,
bimonthly,central,C1,cooperation,2020-03-01,2020-05-10,final,4,,
six_month,promoter,P1,,2020-01-01,2020-07-02,final,,positive,Goed op weg.
final,promoter,P1,,2020-01-01,2021-10-01,final,,positive,
""",
    "extensions": """
project,decided_on,months,evaluation_held_on
P1,2021-11-15,12,2021-10-01
""",
    "claims": """
code,project,year,category,amount_declared,declared_on,amount_accepted,controlled_on,control_reason
K1,P1,2020,staff,80000.00,2021-03-01,79000.50,2021-04-01,een kost te veel
K2,P1,2020,travel,1000.00,2021-03-01,1000.00,2021-04-01,
K3,P1,2021,staff,82000.00,2022-03-01,,,
""",
    "settlements": """
project,year,amount,settled_on
P1,2020,80000.50,2021-05-01
""",
    "payments": """
project,kind,decided_on,paid_on,amount
P1,advance,2020-01-10,2020-01-20,60000.00
P1,balance,2021-05-01,2021-05-10,30000.00
P1,recovery,2021-06-01,,9999.50
""",
}


class Package:
    """A package of which a test changes cells, rows or bytes before it is written."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.rows = {
            name: list(csv.DictReader(text.lstrip().splitlines())) for name, text in FILES.items()
        }

    def set(self, file: str, code: str, /, **cells: str) -> Self:
        """Change cells of the first row whose first columns begin with this."""
        self.row(file, code).update(cells)
        return self

    def row(self, file: str, code: str) -> dict[str, str]:
        return next(row for row in self.rows[file] if ",".join(row.values()).startswith(f"{code},"))

    def add(self, file: str, like: str, /, **cells: str) -> Self:
        """Another row, like one that is there."""
        self.rows[file].append({**self.row(file, like), **cells})
        return self

    def remove(self, *files: str) -> Self:
        for file in files:
            del self.rows[file]
        return self

    def only(self, file: str, *codes: str) -> Self:
        self.rows[file] = [row for row in self.rows[file] if next(iter(row.values())) in codes]
        return self

    def path(self, file: str) -> Path:
        return self.directory / f"{file}.csv"

    def write(self) -> Self:
        self.directory.mkdir(exist_ok=True)
        for name, rows in self.rows.items():
            with self.path(name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]) if rows else ["code"])
                writer.writeheader()
                writer.writerows(rows)
        return self

    def load(self, *, update: bool = False, password: str | None = None) -> dict[str, int]:
        return load(self.write().directory, tables(password), RULES, update=update)


def faults_of(package: Package, *, written: bool = False) -> list[tuple[str, int, str, str]]:
    """File, line, column and rule of every fault of a package that must be refused."""
    source = package if written else package.write()
    try:
        load(source.directory, tables(), RULES)
    except PackageRefused as refused:
        return [(f.file, f.line, f.column, f.rule) for f in refused.faults]
    raise AssertionError("the package was accepted")


def rules_of(package: Package) -> set[str]:
    return {rule for _file, _line, _column, rule in faults_of(package)}


def dumped(directory: Path) -> dict[str, list[dict[str, str]]]:
    """The database as rows per file, by way of a dump."""
    dump(directory, tables())
    return {path.stem: list(read(path)) for path in sorted(directory.glob("*.csv"))}


def read(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
