import json

from django.conf import settings
from django.core import signing
from django.db import connection, migrations, models

import at_rest.fields
from at_rest.keys import seal
from people.digests import keyed_digest

_OLD = "django_session"
_SALT = "django.contrib.sessions.SessionStore"
_INSERT = "INSERT INTO people_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)"
_DEVICE = "UPDATE people_device SET session_key = %s WHERE session_key = %s"


def take_over(_apps: object, _editor: object) -> None:
    """Who is signed in stays so. The key of each old row opened the portal to whoever read it."""
    if _OLD not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT session_key, session_data, expire_date FROM {_OLD}")
        for key, data, ends in cursor.fetchall():
            kept = keyed_digest("session", key)[:40]
            try:
                held = signing.loads(data, salt=_SALT)
            except signing.BadSignature:
                continue
            cursor.execute(_INSERT, [kept, seal(json.dumps(held).encode()).decode(), ends])
            cursor.execute(_DEVICE, [kept, key])
        cursor.execute(f"DROP TABLE {_OLD}")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("session_data", at_rest.fields.SealedText()),
            ],
            options={"verbose_name": "session", "verbose_name_plural": "sessions", "abstract": False},
        ),
        migrations.RunPython(take_over),
    ]
