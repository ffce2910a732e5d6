"""What the database refuses by itself: to change, remove or overwrite a line of the record."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_entry", "audit_tail")

SQLITE = """
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only')
        WHERE EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'a line goes on where the record ends')
        WHERE NEW.previous IS NOT (SELECT hash FROM audit_tail);
    UPDATE audit_tail SET hash = NEW.hash, lines = lines + 1;
END;

CREATE TRIGGER audit_tail_update BEFORE UPDATE ON audit_tail
    WHEN NEW.lines IS NOT OLD.lines + 1 OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'the end of the record only moves on'); END;

CREATE TRIGGER audit_tail_delete BEFORE DELETE ON audit_tail
BEGIN SELECT RAISE(ABORT, 'the end of the record only moves on'); END;

CREATE TRIGGER audit_tail_insert BEFORE INSERT ON audit_tail
    WHEN EXISTS (SELECT 1 FROM audit_tail)
BEGIN SELECT RAISE(ABORT, 'the end of the record only moves on'); END;
"""

POSTGRESQL = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE FUNCTION audit_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE audit_tail SET hash = NEW.hash, lines = lines + 1 WHERE hash = NEW.previous;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            MESSAGE = 'a line goes on where the record ends',
            ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER audit_entry_change BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_refuse('the record is append-only');

CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('the record is append-only');

CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_next();

CREATE TRIGGER audit_tail_update BEFORE UPDATE ON audit_tail
FOR EACH ROW WHEN (NEW.lines <> OLD.lines + 1 OR NEW.id <> OLD.id)
EXECUTE FUNCTION audit_refuse('the end of the record only moves on');

CREATE TRIGGER audit_tail_delete BEFORE DELETE ON audit_tail
FOR EACH ROW EXECUTE FUNCTION audit_refuse('the end of the record only moves on');

CREATE TRIGGER audit_tail_truncate BEFORE TRUNCATE ON audit_tail
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('the end of the record only moves on');

CREATE UNIQUE INDEX audit_tail_one_row ON audit_tail ((TRUE));
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Close the record; its one row in `audit_tail` must be there."""
    script = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    _run(connection, _statements(script))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Open the record again: for a migration backwards, and for tests that empty the database."""
    if connection.vendor == "postgresql":
        _run(
            connection,
            [
                "DROP FUNCTION audit_refuse() CASCADE",
                "DROP FUNCTION audit_next() CASCADE",
                "DROP INDEX audit_tail_one_row",
            ],
        )
    else:
        names = [f"{table}_{act}" for table in TABLES for act in ("update", "delete", "insert")]
        _run(connection, (f"DROP TRIGGER {name}" for name in names))


def _statements(script: str) -> Iterator[str]:
    """A blank line separates statements: their bodies hold semicolons of their own."""
    yield from script.strip().split("\n\n")


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str] | list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
