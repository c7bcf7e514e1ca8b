from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_index_of_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchentry',
            name='digest',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
