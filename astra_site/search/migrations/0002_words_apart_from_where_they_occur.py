import django.db.models.deletion
from django.db import migrations, models

# What is there is carried over, so that nothing stops being found until the index is rebuilt.
WORDS = (
    "INSERT INTO search_indexedword (language, word) SELECT DISTINCT language, word FROM search_searchword"
)
OCCURRENCES = """
    INSERT INTO search_occurrence (entry_id, word_id, weight)
    SELECT old.entry_id, known.id, old.weight
    FROM search_searchword old
    JOIN search_indexedword known ON known.language = old.language AND known.word = old.word
"""


class Migration(migrations.Migration):
    """Keeps each word once, and where it occurs as numbers: a tenth of the work for a question."""

    dependencies = [
        ("search", "0001_index_of_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexedWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("word", models.CharField(max_length=60)),
            ],
            options={
                "verbose_name": "indexed word",
                "constraints": [
                    models.UniqueConstraint(fields=("language", "word"), name="search_each_word_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="search.searchentry",
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="search.indexedword",
                    ),
                ),
            ],
            options={
                "verbose_name": "occurrence",
            },
        ),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(OCCURRENCES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(fields=["word", "entry", "weight"], name="search_by_word"),
        ),
        migrations.DeleteModel(name="SearchWord"),
    ]
