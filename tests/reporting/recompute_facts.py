"""A data package as known on a day: selected projects, and enrolments with what is derived."""

from decimal import Decimal

from tests.reporting import plain
from tests.reporting.plain import by, day, items


def selected_calls(facts):
    return list({row["call"]["code"]: row["call"] for row in facts.projects}.values())


class Facts:
    """A package as known on a day: selected projects, and enrolments with what is derived."""

    def __init__(self, package, as_of, call=None, project=None, province=None, **axes):
        self.package, self.as_of, self.axes = package, as_of, axes
        self.call = call
        self.calls = plain.keyed(package["calls"])
        self.lots = plain.keyed(package["lots"])
        self.all_projects = [self._project(row) for row in package["projects"]]
        self.projects = [
            row
            for row in self.all_projects
            if (not call or row["call"]["code"] == call)
            and (not project or row["code"] == project)
            and (not province or province in row["provinces"])
        ]
        self.projects.sort(key=lambda row: row["code"])
        self.outcomes = plain.grouped(package["outcomes"], "enrolment")
        self.enrolments = self._enrolments()

    def _project(self, row):
        lot = self.lots[row["lot"]]
        call = self.calls[lot["call"]]
        return row | {
            "lot_row": lot,
            "call": call,
            "provinces": items(lot["provinces"]),
            "first_day": day(row["starts_on"]),
            "last_day": plain.last_day(row, call, self.package["extensions"], self.as_of),
            "initial_last_day": plain.initial_last_day(row, call),
        }

    def _enrolments(self):
        mentees = plain.keyed(self.package["mentees"])
        profiles = {row["enrolment"]: row for row in self.package["enrolment_profiles"]}
        first_matches = self._first_matches()
        projects = {row["code"]: row for row in self.projects}
        return [
            self._enrolment(
                row | {"first_match": first_matches.get(row["code"])},
                projects[row["project"]],
                mentees[row["mentee"]],
                profiles.get(row["code"]),
                self.outcomes[row["code"]],
            )
            for row in self.package["enrolments"]
            if row["project"] in projects
        ]

    def _first_matches(self):
        first = {}
        for row in self.package["matches"]:
            started = by(row["started_on"], self.as_of)
            if started:
                first[row["enrolment"]] = min(started, first.get(row["enrolment"], started))
        return first

    def _enrolment(self, row, project, mentee, profile, outcomes):
        known = {
            name: by(row.get(f"{name}_on"), self.as_of)
            for name in ("submitted", "decided", "withdrawn", "ended")
        }
        decision = row["decision"] if known["decided"] else None
        fact = {
            "code": row["code"],
            "project": project,
            "first_match": row["first_match"],
            "reason": row.get("decision_reason") or "",
            "submitted": known["submitted"],
            "approved": known["decided"] if decision == "approved" else None,
            "rejected": known["decided"] if decision == "rejected" else None,
            "derogation": bool(decision == "approved" and row.get("derogation_reason")),
            "withdrawn": known["withdrawn"],
            "started": row["first_match"],
            "active": row["first_match"] if not known["ended"] else None,
            "ended": known["ended"],
        }
        if known["submitted"]:
            fact |= profile or self._profile(mentee, project, known["submitted"])
            entitled = fact["benefit_entitled"] == "yes"
            fact["benefit"] = fact["benefit_entitled"]
            fact["benefit_entitled"] = known["submitted"] if entitled else None
        return fact | self._outflow(fact, outcomes)

    def _profile(self, mentee, project, on):
        subgroup = plain.frozen_subgroup(mentee, project["lot_row"], project["call"], on)
        return {
            "nationality": mentee["nationality"],
            "benefit_entitled": mentee["benefit_entitled"],
            "subgroup": subgroup,
            "diploma_level": mentee["diploma_level"],
            "dutch_level": mentee["dutch_level"],
            "province": plain.province(mentee["postcode"], on) or "outside",
            "gender": mentee["gender"],
            "age": plain.age(day(mentee["birth_date"]), on),
        }

    def _outflow(self, fact, outcomes):
        if not fact["ended"]:
            return {"result": None, "work": None, "sustainable_work": None, "observed": False}
        call = fact["project"]["call"]
        months = int(call["outflow_horizon_months"])
        fact["horizon_end"] = plain.add_months(fact["ended"], months)
        result = plain.result(fact, outcomes, self.as_of)
        sustainable = plain.has_sustainable_work(fact, outcomes, call, self.as_of)
        return {
            "result": result,
            "work": fact["ended"] if result == "work" else None,
            "sustainable_work": fact["ended"] if sustainable else None,
            "observed": not sustainable and self.as_of < fact["horizon_end"],
        }

    def of(self, project):
        return [row for row in self.enrolments if row["project"]["code"] == project["code"]]

    def rows_of(self, table, project):
        return [row for row in self.package[table] if row["project"] == project["code"]]

    def amount(self, table, project, known_on, column="amount", minus=None):
        """The sum of a column over rows known by the day; rows of kind `minus` subtract."""
        return sum(
            (
                Decimal(row[column] or 0) * (-1 if minus and row["kind"] == minus else 1)
                for row in self.rows_of(table, project)
                if by(row[known_on], self.as_of)
            ),
            Decimal(0),
        )

    def granted(self, project):
        return self.amount("grants", project, "decided_on", minus="decrease")
