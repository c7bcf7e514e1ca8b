"""Each word once, and where it occurs as numbers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from astra_site.accounts import granting

SYNONYMS, BEST_ANSWER = "search.synonyms", "search.bestanswer"
KEEPS = ("add", "change", "delete", "view")
GRANTS = {
    "editors": {SYNONYMS: KEEPS, BEST_ANSWER: KEEPS},
    "moderators": {SYNONYMS: KEEPS, BEST_ANSWER: KEEPS},
    # The English words.
    "translators": {SYNONYMS: ("change", "view"), BEST_ANSWER: ("change", "view")},
    "administrators": {SYNONYMS: KEEPS, BEST_ANSWER: KEEPS},
}


def grant(apps, schema_editor):
    granting.grant(apps, GRANTS)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("pages", "0002_locale_and_rights"),
        ("safety", "0001_hotlines_and_exit"),
    ]

    operations = [
        migrations.CreateModel(
            name="BestAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serbian_words", models.TextField(blank=True, max_length=6000, verbose_name="Serbian words")),
                ("english_words", models.TextField(blank=True, max_length=6000, verbose_name="English words")),
                ("page", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.WAGTAIL_PAGE_MODEL, verbose_name="page or network")),
                ("hotline", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="safety.hotline", verbose_name="hotline")),
            ],
            options={
                "verbose_name": "best answer",
                "verbose_name_plural": "best answers",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IndexedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=10)),
                ("word", models.CharField(max_length=60)),
                ("written", models.CharField(blank=True, max_length=60)),
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
                ("names", models.TextField(blank=True)),
                ("contacts", models.TextField(blank=True)),
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
            name="Synonyms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serbian_words", models.TextField(blank=True, max_length=6000, verbose_name="Serbian words")),
                ("english_words", models.TextField(blank=True, max_length=6000, verbose_name="English words")),
            ],
            options={
                "verbose_name": "set of synonyms",
                "verbose_name_plural": "synonyms",
                "ordering": ["pk"],
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
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
