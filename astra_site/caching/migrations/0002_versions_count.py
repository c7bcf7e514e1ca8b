"""Versions are numbers, so that one can tell which of two is the later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("caching", "0001_versions")]

    operations = [
        migrations.RemoveField("cacheversion", "value"),
        migrations.AddField("cacheversion", "value", models.PositiveIntegerField(default=0)),
    ]
