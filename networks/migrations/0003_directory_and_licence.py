"""A stamp by which processes know that the directory has changed, and the licence of the open data."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0002_starter_records_and_more_sources"),
    ]

    operations = [
        migrations.CreateModel(
            name="DirectoryStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "stamp of the directory",
            },
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="open_data_licence",
            field=models.CharField(
                blank=True,
                help_text="Such as: CC BY 4.0. Stands beside the downloads and in them. Fill it in only when the organisation has decided.",
                max_length=200,
                verbose_name="licence of the open data",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="open_data_licence_en",
            field=models.CharField(
                blank=True,
                help_text="Such as: CC BY 4.0. Stands beside the downloads and in them. Fill it in only when the organisation has decided.",
                max_length=200,
                null=True,
                verbose_name="licence of the open data",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="open_data_licence_sr_latn",
            field=models.CharField(
                blank=True,
                help_text="Such as: CC BY 4.0. Stands beside the downloads and in them. Fill it in only when the organisation has decided.",
                max_length=200,
                null=True,
                verbose_name="licence of the open data",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="open_data_licence_url",
            field=models.URLField(blank=True, verbose_name="address of the licence"),
        ),
    ]
