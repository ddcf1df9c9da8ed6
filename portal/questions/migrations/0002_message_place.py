from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def number(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Those that are there, in the order of their moments."""
    places: dict[str, int] = {}
    for message in apps.get_model("questions", "Message").objects.order_by("at", "pk").only("pk", "question_id"):
        places[message.question_id] = message.place = places.get(message.question_id, 0) + 1
        message.save(update_fields=["place"])


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]
    operations = [
        migrations.AddField("message", "place", models.PositiveSmallIntegerField(default=0), preserve_default=False),
        migrations.RunPython(number, migrations.RunPython.noop),
    ]
