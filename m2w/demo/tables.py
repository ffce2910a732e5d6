"""The files of the example package and their columns, as the data package defines them."""

from collections.abc import Iterable, Iterator, Mapping

Row = dict[str, object]
Rows = Iterator[tuple[str, Row]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "organisations.csv": ("code", "name", "kind"),
    "calls.csv": ("code", "title", "reference", "budget", "opens_on"),
    "lots.csv": (
        *("code", "call", "number", "name", "provinces", "subgroups", "target_mentees", "budget"),
        "financing_number",
    ),
    "projects.csv": (
        *("code", "lot", "promoter", "name", "starts_on", "ends_on", "target_mentees"),
        *("expected_duration_months", "contact_every_days"),
    ),
    "grants.csv": ("project", "kind", "decided_on", "amount", "months"),
    "staff.csv": ("code", "organisation", "name", "email", "role", "languages", "provinces"),
    "mentees.csv": (
        *("code", "promoter", "first_name", "last_name", "birth_date", "gender", "nationality"),
        *("postcode", "municipality", "vdab_number", "vdab_guidance_since"),
        *("vdab_guidance_until", "employed", "migration_background", "home_language"),
        *("languages", "dutch_level", "dutch_attested", "dutch_insufficient_for_job_target"),
        *("job_target", "sector", "diploma_level", "diploma_language", "diploma_country"),
        *("diploma_recognised", "benefit_entitled", "availability", "interests"),
        *("hard_wishes", "wishes", "paused_from", "paused_until"),
        *("privacy_notice_on", "privacy_notice_language"),
    ),
    "enrolments.csv": (
        *("code", "mentee", "project", "referred_on", "submitted_on", "info_requested_on"),
        *("decided_on", "decision", "decision_reason", "derogation_reason", "withdrawn_on"),
        *("withdrawn_reason", "ended_on", "end_reason", "coach"),
    ),
    "mentors.csv": (
        *("code", "promoter", "first_name", "last_name", "birth_year", "gender", "languages"),
        *("sectors", "postcode", "online", "capacity", "trained_on", "active_from"),
        *("active_until", "availability", "interests", "hard_wishes", "paused_from"),
        "paused_until",
    ),
    "matches.csv": (
        *("code", "enrolment", "mentor", "coach", "started_on", "planned_end_on", "ended_on"),
        "end_reason",
    ),
    "vetoes.csv": ("mentee", "mentor", "decided_on", "reason"),
    "contacts.csv": ("match", "held_on", "kind", "minutes", "channel", "reached"),
    "outcomes.csv": (
        *("enrolment", "kind", "started_on", "ended_on", "employer", "sector", "verified_on"),
    ),
    "evaluations.csv": (
        *("kind", "level", "scope", "track", "period_start", "held_on", "status", "score"),
        *("verdict", "conclusion"),
    ),
    "extensions.csv": ("project", "decided_on", "months", "evaluation_held_on"),
    "claims.csv": (
        *("code", "project", "year", "category", "amount_declared", "declared_on"),
        *("amount_accepted", "controlled_on", "control_reason"),
    ),
    "settlements.csv": ("project", "year", "amount", "settled_on"),
    "payments.csv": ("project", "kind", "decided_on", "paid_on", "amount"),
}


def as_list(values: Iterable[str]) -> str:
    """Several values in one field, as the data package writes them."""
    return ";".join(values)


def levelled(languages: Mapping[str, str]) -> str:
    """Languages with their level in one field: `ti:C2;en:B1`."""
    return as_list(f"{language}:{level}" for language, level in languages.items())


def euros(cents: int) -> str:
    """An amount in euro, from whole cents."""
    return f"{cents // 100}.{cents % 100:02}"


def yes_no(value: bool) -> str:  # noqa: FBT001
    return "yes" if value else "no"
