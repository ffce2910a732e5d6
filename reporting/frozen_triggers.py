"""What the database refuses by itself: to change or remove an answer that was sent."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("reporting_frozenanswer", "reporting_frozenfile")
REFUSAL = "a sent answer stays as it was"
SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
# Writing over a row with the same id is no update to SQLite.
SQLITE_INSERT = """
CREATE TRIGGER {table}_insert BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION frozen_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
END
$$
"""
POSTGRESQL_ROWS = """
CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION frozen_refuse()
"""
POSTGRESQL_TABLE = """
CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION frozen_refuse()
"""


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _installing(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    """For a migration backwards, and for tests that empty the database or tamper with it."""
    _run(connection, _removing(connection.vendor))


def _installing(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield POSTGRESQL_FUNCTION.format(refusal=REFUSAL)
    for table in TABLES:
        if vendor == "postgresql":
            yield POSTGRESQL_ROWS.format(table=table)
            yield POSTGRESQL_TABLE.format(table=table)
            continue
        yield SQLITE_INSERT.format(table=table, refusal=REFUSAL)
        for act in ("update", "delete"):
            yield SQLITE.format(table=table, act=act, refusal=REFUSAL)


def _removing(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield "DROP FUNCTION frozen_refuse() CASCADE"
        return
    for table in TABLES:
        yield from (f"DROP TRIGGER {table}_{act}" for act in ("insert", "update", "delete"))


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
