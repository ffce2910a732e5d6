from django.db import migrations

from m2w.audit import triggers
from m2w.audit.chain import GENESIS, seal


def seal_what_is_there(apps, schema_editor):
    lines = list(apps.get_model("audit", "Entry").objects.order_by("pk"))
    last = seal(lines, GENESIS)
    for line in lines:
        line.save(update_fields=["previous", "hash"])
    apps.get_model("audit", "Tail").objects.create(hash=last, lines=len(lines))


class Migration(migrations.Migration):
    """Chain the lines there are, then close the record.

    SQLite rebuilds a table to change it, and drops its triggers then: a later migration of these
    tables removes the triggers first and installs them again.
    """

    # On PostgreSQL a table with changes of this transaction takes no triggers.
    atomic = False

    dependencies = [("audit", "0002_chain")]

    operations = [
        migrations.RunPython(seal_what_is_there, migrations.RunPython.noop, atomic=True),
        migrations.RunPython(
            lambda apps, schema_editor: triggers.install(schema_editor.connection),
            lambda apps, schema_editor: triggers.remove(schema_editor.connection),
            atomic=True,
        ),
    ]
