import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_entries_have_digests'),
    ]

    operations = [
        # Of the words that are there nobody knows it until the index is written anew: any of them may be one.
        migrations.AddField(
            model_name='indexedword',
            name='is_stem',
            field=models.BooleanField(db_default=True, default=False),
        ),
        # The heaviest first: of a word that all entries have only those of a page are read.
        migrations.RemoveIndex(
            model_name='occurrence',
            name='search_by_word',
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(fields=['word', 'weight', 'entry'], name='search_by_word'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(fields=['entry', 'word', 'weight'], name='search_by_entry'),
        ),
        migrations.AlterField(
            model_name='occurrence',
            name='entry',
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name='occurrences',
                to='search.searchentry',
            ),
        ),
    ]
