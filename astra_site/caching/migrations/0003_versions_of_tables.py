"""Versions are those of tables, whose names may be longer than what caches were called."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("caching", "0002_versions_count")]

    operations = [
        migrations.AlterField(
            "cacheversion",
            "name",
            models.CharField(max_length=63, primary_key=True, serialize=False),
        ),
    ]
