"""Another name for a row of Django's sessions; its table stays as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0004_sessions")]

    operations = [
        migrations.AlterModelTable("Session", "people_session"),
        migrations.RenameModel("Session", "KeptSession"),
    ]
