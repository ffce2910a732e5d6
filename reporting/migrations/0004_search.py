"""Full text: FTS5 beside the table on SQLite, kept up by triggers; an index on PostgreSQL."""

from django.db import migrations, models

SQLITE = [
    "CREATE VIRTUAL TABLE reporting_search USING fts5(words, content='reporting_searchtext',"
    " content_rowid='id')",
    "CREATE TRIGGER reporting_search_insert AFTER INSERT ON reporting_searchtext BEGIN"
    " INSERT INTO reporting_search(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER reporting_search_delete AFTER DELETE ON reporting_searchtext BEGIN"
    " INSERT INTO reporting_search(reporting_search, rowid, words)"
    " VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER reporting_search_update AFTER UPDATE ON reporting_searchtext BEGIN"
    " INSERT INTO reporting_search(reporting_search, rowid, words)"
    " VALUES ('delete', old.id, old.words);"
    " INSERT INTO reporting_search(rowid, words) VALUES (new.id, new.words); END",
]
SQLITE_BACK = [
    "DROP TRIGGER reporting_search_insert",
    "DROP TRIGGER reporting_search_delete",
    "DROP TRIGGER reporting_search_update",
    "DROP TABLE reporting_search",
]
POSTGRESQL = [
    "CREATE INDEX reporting_search ON reporting_searchtext USING gin (to_tsvector('simple', words))"
]
POSTGRESQL_BACK = ["DROP INDEX reporting_search"]


def make_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    back = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}
    for statement in back[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_ministrys_desk")]

    operations = [
        migrations.AddField(
            "searchtext", "words", models.TextField(default="", verbose_name="woorden"), False
        ),
        migrations.RunPython(make_index, drop_index),
    ]
