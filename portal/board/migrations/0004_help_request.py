"""A request is called by one name in all of the project."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("board", "0003_asked")]

    operations = [
        migrations.RemoveConstraint("answer", "one_answer_each"),
        migrations.RenameModel("KeptErrand", "KeptHelpRequest"),
        migrations.RenameField("answer", "errand_id", "request_id"),
        migrations.RenameField("kepthelprequest", "errand_id", "request_id"),
        migrations.AddConstraint(
            "answer", models.UniqueConstraint(fields=["request_id", "person"], name="one_answer_each")
        ),
    ]
