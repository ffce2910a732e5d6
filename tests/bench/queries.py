"""The groupings of the reports as queries written by hand, with the numbers of the calls
(3 months, 12 months, 31 days) written out."""

from datetime import date


class Dialect:
    """Date arithmetic of the two databases."""

    def __init__(self, vendor: str) -> None:
        self.lite = vendor == "sqlite"

    def months(self, day: str, months: int) -> str:
        lite, other = (
            f"date({day}, '+{months} months')",
            f"({day} + interval '{months} months')::date",
        )
        return lite if self.lite else other

    def days_later(self, day: str, days: int) -> str:
        return f"date({day}, '+{days} days')" if self.lite else f"({day} + {days})"

    def days_between(self, later: str, earlier: str) -> str:
        lite = f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"
        return lite if self.lite else f"({later} - {earlier})"

    def later(self, one: str, other: str) -> str:
        return f"{'MAX' if self.lite else 'GREATEST'}({one}, {other})"

    def quarter(self, day: str) -> str:
        lite = f"strftime('%Y', {day}) || '-Q' || ((strftime('%m', {day}) + 2) / 3)"
        return lite if self.lite else f"to_char({day}, 'YYYY-\"Q\"Q')"


WORK = "('open_ended', 'fixed_term', 'temp_agency', 'self_employed')"


def counts(day: date) -> str:
    return f"""
        SELECT p.code, p.target_mentees, COUNT(e.submitted_on <= '{day}' OR NULL),
               COUNT((e.decided_on <= '{day}' AND e.decision = 'approved') OR NULL),
               COUNT(e.started_on <= '{day}' OR NULL),
               COUNT((e.started_on <= '{day}'
                      AND (e.ended_on IS NULL OR e.ended_on > '{day}')) OR NULL),
               COUNT(e.ended_on <= '{day}' OR NULL),
               (SELECT SUM(CASE WHEN g.kind = 'decrease' THEN -g.amount ELSE g.amount END)
                FROM programmes_grant g WHERE g.project_id = p.id AND g.decided_on <= '{day}')
        FROM programmes_project p LEFT JOIN programmes_enrolment e ON e.project_id = p.id
        GROUP BY p.id, p.code, p.target_mentees ORDER BY p.code"""


def budget(day: date) -> str:
    """The money of each project, and who started in each year: what was not spent is explained by
    it."""

    def total(table: str, amount: str, known: str) -> str:
        return f"(SELECT SUM({amount}) FROM {table} WHERE project_id = p.id AND {known} <= '{day}')"

    claimed = f"""(SELECT SUM(%s) FROM programmes_claimline l JOIN programmes_claim c
                   ON c.id = l.claim_id WHERE c.project_id = p.id AND c.%s <= '{day}')"""
    return f"""
        SELECT p.code, {total("programmes_grant", "amount", "decided_on")},
               {claimed % ("l.amount_declared", "declared_on")},
               {claimed % ("l.amount_accepted", "controlled_on")},
               {total("programmes_settlement", "amount", "settled_on")},
               {total("programmes_payment", "amount", "paid_on")},
               s.year, s.started, s.first_on
        FROM programmes_project p LEFT JOIN (
            SELECT project_id, SUBSTR(CAST(started_on AS text), 1, 4) AS year,
                   COUNT(*) AS started, MIN(started_on) AS first_on
            FROM programmes_enrolment WHERE started_on <= '{day}' GROUP BY project_id, 2
        ) s ON s.project_id = p.id ORDER BY p.code"""


def languages(day: date) -> str:
    return f"""
        SELECT shared_languages, COUNT(*) FROM matching_match
        WHERE started_on <= '{day}' GROUP BY shared_languages ORDER BY shared_languages"""


def benefit_nationality(day: date) -> str:
    return f"""
        SELECT p.code, e.profile_nationality, COUNT(*),
               COUNT(e.profile_benefit_entitled = 'yes' OR NULL)
        FROM programmes_enrolment e JOIN programmes_project p ON p.id = e.project_id
        WHERE e.submitted_on <= '{day}' GROUP BY p.code, e.profile_nationality
        ORDER BY p.code, e.profile_nationality"""


def criteria(day: date) -> str:
    return f"""
        SELECT decision, decision_reason, COUNT(*), COUNT(derogation_reason <> '' OR NULL)
        FROM programmes_enrolment WHERE decided_on <= '{day}'
        GROUP BY decision, decision_reason ORDER BY decision, decision_reason"""


def outflow_rows(day: date, sql: Dialect, *, in_time: bool = False) -> str:
    """Per ended enrolment its result and whether the work lasted: gaps and islands. `in_time`
    adds the first day of work and whether it went on for 3, 6 and 12 months."""
    horizon = sql.months("e.ended_on", 12)
    kept = ", ".join(
        f"MAX(CASE WHEN {sql.months('first_day', n)} <= '{day}'"
        f" AND last_day >= {sql.months('first_day', n)} THEN 1 ELSE 0 END) AS kept_{n}"
        for n in (3, 6, 12)
    )
    at_work = f"""LEFT JOIN (SELECT enrolment_id, MIN(first_day) AS first_day, {kept}
        FROM spells WHERE first_day <= horizon GROUP BY enrolment_id) w ON w.enrolment_id = e.id"""
    return f"""
        WITH ended AS MATERIALIZED (
            SELECT e.id, e.project_id, e.started_on, {horizon} AS horizon,
                   e.profile_subgroup, e.profile_gender
            FROM programmes_enrolment e WHERE e.ended_on <= '{day}'
        ), known AS MATERIALIZED (
            SELECT e.id AS enrolment_id, e.horizon, o.kind, o.started_on,
                   CASE WHEN o.ended_on <= '{day}' THEN o.ended_on END AS ended_on
            FROM ended e JOIN programmes_outcome o ON o.enrolment_id = e.id
            WHERE o.started_on <= '{day}' AND o.started_on >= e.started_on
        ), flags AS MATERIALIZED (
            SELECT enrolment_id, MAX(CASE WHEN kind IN {WORK} THEN 1 ELSE 0 END) AS work,
                   MAX(CASE WHEN kind IN ('internship', 'ibo') THEN 1 ELSE 0 END) AS internship,
                   MAX(CASE WHEN kind = 'training' THEN 1 ELSE 0 END) AS training,
                   MAX(CASE WHEN kind IN ('work_experience', 'other') THEN 1 ELSE 0 END) AS other,
                   MAX(CASE WHEN kind = 'open_ended' AND (ended_on IS NULL
                       OR ended_on >= {sql.months("started_on", 3)}) THEN 1 ELSE 0 END) AS kept
            FROM known WHERE started_on <= horizon GROUP BY enrolment_id
        ), marked AS MATERIALIZED (
            SELECT *, MAX(COALESCE(ended_on, '9999-12-31')) OVER (
                PARTITION BY enrolment_id ORDER BY started_on
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
            FROM known WHERE kind IN {WORK}
        ), numbered AS MATERIALIZED (
            SELECT *, SUM(CASE WHEN reach IS NULL OR (reach < '9999-01-01' AND
                {sql.days_later("reach", 31)} < started_on) THEN 1 ELSE 0 END) OVER (
                PARTITION BY enrolment_id ORDER BY started_on ROWS UNBOUNDED PRECEDING) AS spell
            FROM marked
        ), spells AS MATERIALIZED (
            SELECT enrolment_id, MIN(started_on) AS first_day, MAX(horizon) AS horizon,
                   MAX(COALESCE(ended_on, '9999-12-31')) AS last_day
            FROM numbered GROUP BY enrolment_id, spell
        ), lasting AS MATERIALIZED (
            SELECT DISTINCT enrolment_id FROM spells
            WHERE first_day <= horizon AND {sql.months("first_day", 3)} <= '{day}'
              AND last_day >= {sql.months("first_day", 3)}
        )
        SELECT e.*, CASE WHEN f.work = 1 THEN 'work' WHEN f.internship = 1 THEN 'internship'
                    WHEN f.training = 1 THEN 'training' WHEN f.other = 1 THEN 'other'
                    WHEN e.horizon <= '{day}' THEN 'none' ELSE 'pending' END AS result,
               CASE WHEN f.kept = 1 OR e.id IN (SELECT enrolment_id FROM lasting)
                    THEN 1 ELSE 0 END AS sustained
               {", w.first_day, w.kept_3, w.kept_6, w.kept_12" if in_time else ""}
        FROM ended e LEFT JOIN flags f ON f.enrolment_id = e.id {at_work if in_time else ""}"""


def outflow_in_time(day: date, sql: Dialect) -> str:
    """The page of outflow: the split, and in how many days work came and how long it went on."""
    wait = sql.days_between("r.first_day", "r.started_on")
    return f"""
        SELECT p.code, r.result, r.sustained, {wait} AS days, r.kept_3, r.kept_6, r.kept_12,
               COUNT(*), COUNT(r.horizon > '{day}' OR NULL)
        FROM ({outflow_rows(day, sql, in_time=True)}) r
        JOIN programmes_project p ON p.id = r.project_id
        GROUP BY p.code, r.result, r.sustained, {wait}, r.kept_3, r.kept_6, r.kept_12
        ORDER BY p.code"""


def outflow(day: date, sql: Dialect) -> str:
    return f"""
        SELECT p.code, r.result, r.sustained, COUNT(*), COUNT(r.horizon > '{day}' OR NULL)
        FROM ({outflow_rows(day, sql)}) r JOIN programmes_project p ON p.id = r.project_id
        GROUP BY p.code, r.result, r.sustained ORDER BY p.code"""


def funnel(day: date, sql: Dialect) -> str:
    """Counts and both medians, each by the rank of its row."""

    def waits(name: str, until: str, since: str, where: str) -> str:
        wait = sql.days_between(until, since)
        return f"""{name} AS (
            SELECT project_id, AVG(days) AS days FROM (
                SELECT project_id, {wait} AS days,
                       ROW_NUMBER() OVER (PARTITION BY project_id ORDER BY {wait}) AS place,
                       COUNT(*) OVER (PARTITION BY project_id) AS size
                FROM programmes_enrolment WHERE {until} <= '{day}' AND {where}
            ) ranked WHERE place IN ((size + 1) / 2, (size + 2) / 2) GROUP BY project_id)"""

    return f"""
        WITH {waits("to_decision", "decided_on", "submitted_on", "1 = 1")},
             {waits("to_match", "started_on", "decided_on", "decision = 'approved'")}
        SELECT p.code, COUNT(e.submitted_on <= '{day}' OR NULL),
               COUNT((e.decided_on <= '{day}' AND e.decision = 'approved') OR NULL),
               COUNT((e.decided_on <= '{day}' AND e.decision = 'rejected') OR NULL),
               COUNT(e.withdrawn_on <= '{day}' OR NULL), COUNT(e.started_on <= '{day}' OR NULL),
               COUNT(e.ended_on <= '{day}' OR NULL), MAX(d.days), MAX(m.days)
        FROM programmes_project p LEFT JOIN programmes_enrolment e ON e.project_id = p.id
        LEFT JOIN to_decision d ON d.project_id = p.id LEFT JOIN to_match m ON m.project_id = p.id
        GROUP BY p.code ORDER BY p.code"""


def appraisal(day: date, sql: Dialect) -> str:
    """Rounds held, money declared and sustainable work, per project."""
    return f"""
        SELECT p.code, COUNT(*), SUM(r.sustained),
               (SELECT COUNT(*) FROM programmes_evaluation v WHERE v.project_id = p.id
                AND v.held_on <= '{day}'),
               (SELECT SUM(l.amount_declared) FROM programmes_claimline l JOIN programmes_claim c
                ON c.id = l.claim_id WHERE c.project_id = p.id AND c.declared_on <= '{day}'),
               (SELECT SUM(g.amount) FROM programmes_grant g
                WHERE g.project_id = p.id AND g.decided_on <= '{day}')
        FROM programmes_project p LEFT JOIN ({outflow_rows(day, sql)}) r ON r.project_id = p.id
        GROUP BY p.id, p.code ORDER BY p.code"""


def by_hand_queries(vendor: str, day: date) -> dict[str, str]:
    sql = Dialect(vendor)
    return {
        "projects": counts(day),
        "budget": budget(day),
        "languages": languages(day),
        "outflow": outflow(day, sql),
        "benefit-nationality": benefit_nationality(day),
        "criteria": criteria(day),
        "appraisal": appraisal(day, sql),
        "funnel": funnel(day, sql),
    }


def cross_queries(vendor: str, day: date) -> dict[str, str]:
    sql = Dialect(vendor)
    band = (
        "CASE WHEN profile_age >= 55 THEN '55+' WHEN profile_age >= 45 THEN '45-54'"
        " WHEN profile_age >= 35 THEN '35-44' WHEN profile_age >= 25 THEN '25-34'"
        " WHEN profile_age >= 20 THEN '20-24' WHEN profile_age >= 15 THEN '15-19' ELSE '0-14' END"
    )
    return {
        "nationality × age_band": f"""
            SELECT profile_nationality, {band}, COUNT(*) FROM programmes_enrolment
            WHERE submitted_on <= '{day}' GROUP BY 1, 2""",
        "project × quarter": f"""
            SELECT p.code, {sql.quarter("e.started_on")}, COUNT(*) FROM programmes_enrolment e
            JOIN programmes_project p ON p.id = e.project_id
            WHERE e.started_on <= '{day}' GROUP BY 1, 2""",
        "subgroup × gender, work": f"""
            SELECT profile_subgroup, profile_gender, COUNT(*)
            FROM ({outflow_rows(day, sql)}) r WHERE result = 'work' GROUP BY 1, 2""",
    }
