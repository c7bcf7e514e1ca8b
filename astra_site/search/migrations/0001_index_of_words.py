"""Each word once, and where it occurs as numbers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=10)),
                ("word", models.CharField(max_length=60)),
            ],
            options={
                "verbose_name": "indexed word",
                "constraints": [models.UniqueConstraint(fields=("language", "word"), name="search_each_word_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_type", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype")),
                ("object_id", models.PositiveBigIntegerField()),
                ("language", models.CharField(choices=[("sr-latn", "sr-latn"), ("en", "en")], max_length=10)),
                ("kind", models.CharField(max_length=30)),
                ("title", models.CharField(max_length=300)),
                ("title_key", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True)),
                ("url", models.CharField(max_length=700)),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "indexes": [models.Index(fields=["language", "title_key"], name="search_by_title")],
                "constraints": [models.UniqueConstraint(fields=("content_type", "object_id", "language"), name="search_one_entry")],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="occurrences", to="search.searchentry")),
                ("word", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="occurrences", to="search.indexedword")),
                ("weight", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "occurrence",
                "indexes": [models.Index(fields=["word", "entry", "weight"], name="search_by_word")],
            },
        ),
    ]
