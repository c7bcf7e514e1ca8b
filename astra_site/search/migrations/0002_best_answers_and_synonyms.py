"""What editors say of how people ask, what each role may do with it, and how words are written."""

import django.db.models.deletion
import modelsearch.index
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
    dependencies = [
        ("accounts", "0002_roles"),
        ("safety", "0001_hotlines_and_exit"),
        ("search", "0001_index_of_words"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
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
            bases=(models.Model, modelsearch.index.Indexed),
        ),
        migrations.AddField(
            model_name="indexedword",
            name="written",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="contacts",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="names",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="BestAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serbian_words", models.TextField(blank=True, max_length=6000, verbose_name="Serbian words")),
                ("english_words", models.TextField(blank=True, max_length=6000, verbose_name="English words")),
                ("hotline", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="safety.hotline", verbose_name="hotline")),
                ("page", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.WAGTAIL_PAGE_MODEL, verbose_name="page or network")),
            ],
            options={
                "verbose_name": "best answer",
                "verbose_name_plural": "best answers",
                "ordering": ["pk"],
            },
            bases=(models.Model, modelsearch.index.Indexed),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
