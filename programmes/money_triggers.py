"""What the database refuses by itself: to settle more of a project than was granted to it."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

NAMES = {
    "programmes_grant": ("insert", "update", "delete"),
    "programmes_settlement": ("insert", "update"),
    "programmes_settlementcorrection": ("insert", "update"),
}
# The projects that a changed row is about.
PROJECTS = {
    "programmes_grant": "{row}.project_id",
    "programmes_settlement": "{row}.project_id",
    "programmes_settlementcorrection": (
        "(SELECT project_id FROM programmes_settlement WHERE id = {row}.settlement_id)"
    ),
}
REFUSAL = "settled at most what was granted"
# Where nothing is settled, grants come in any order. In cents: SQLite keeps an amount as a float.
# What waits for a second person takes room already and frees none; so a grant, or a correction
# that takes off, counts once it is confirmed.
SETTLED_ABOVE_GRANTED = """
    EXISTS (SELECT 1 FROM programmes_settlement WHERE project_id = {project})
    AND (SELECT COALESCE(SUM({cents}), 0) FROM programmes_settlement WHERE project_id = {project})
    + (SELECT COALESCE(SUM({corrected}), 0) FROM programmes_settlementcorrection c
        JOIN programmes_settlement s ON s.id = c.settlement_id WHERE s.project_id = {project}
        AND (c.amount > 0 OR c.entered_by_id IS NULL OR c.confirmed_by_id IS NOT NULL))
    > (SELECT COALESCE(SUM(CASE kind WHEN 'decrease' THEN -{cents} ELSE {cents} END), 0)
        FROM programmes_grant WHERE project_id = {project}
        AND (entered_by_id IS NULL OR confirmed_by_id IS NOT NULL))
"""
SQLITE = """
CREATE TRIGGER {table}_{act} AFTER {act} ON {table}
    WHEN {broken}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION {table}_within_granted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
    IF {broken} THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_{act} AFTER {act} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_within_granted()
"""


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _installing(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _removing(connection.vendor))


def _installing(vendor: str) -> Iterator[str]:
    for table, acts in NAMES.items():
        if vendor == "postgresql":
            yield POSTGRESQL_FUNCTION.format(
                table=table, broken=_broken(table, "changed", "::numeric * 100"), refusal=REFUSAL
            )
        for act in acts:
            yield (POSTGRESQL if vendor == "postgresql" else SQLITE).format(
                table=table,
                act=act,
                broken=_broken(table, "OLD" if act == "delete" else "NEW", " * 100"),
                refusal=REFUSAL,
            )


def _removing(vendor: str) -> Iterator[str]:
    for table, acts in NAMES.items():
        if vendor == "postgresql":
            yield f"DROP FUNCTION {table}_within_granted() CASCADE"
        else:
            yield from (f"DROP TRIGGER {table}_{act}" for act in acts)


def _broken(table: str, row: str, in_cents: str) -> str:
    return SETTLED_ABOVE_GRANTED.format(
        project=PROJECTS[table].format(row=row),
        cents=f"ROUND(amount{in_cents})",
        corrected=f"ROUND(c.amount{in_cents})",
    )


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
