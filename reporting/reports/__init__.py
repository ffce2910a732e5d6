"""The reports: each is data (columns, definition) over one function that fills the rows."""

from reporting.reports.base import Report
from reporting.reports.caseload import BENEFIT_NATIONALITY, CRITERIA, FUNNEL, LANGUAGES, PROJECTS
from reporting.reports.cross import CROSS
from reporting.reports.evaluations import APPRAISAL, BIMONTHLY, MONITORING, SIX_MONTH
from reporting.reports.goals import GOALS
from reporting.reports.money import BUDGET, EXTENSIONS
from reporting.reports.outflow import OUTFLOW

REPORTS: dict[str, Report] = {
    report.code: report
    for report in (
        PROJECTS,
        BUDGET,
        MONITORING,
        LANGUAGES,
        EXTENSIONS,
        OUTFLOW,
        GOALS,
        BENEFIT_NATIONALITY,
        CRITERIA,
        SIX_MONTH,
        BIMONTHLY,
        APPRAISAL,
        FUNNEL,
        CROSS,
    )
}
