"""The timeline, the overlaps, and how maps are drawn."""

import django.db.models.deletion
import networks.stream_field
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0003_directory_and_licence"),
        ("pages", "0003_finalise_base_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="OverlapsPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("lead", models.TextField(max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                (
                    "body_sr_latn",
                    networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text"),
                ),
                (
                    "body_en",
                    networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text"),
                ),
            ],
            options={
                "verbose_name": "overlaps of networks",
            },
            bases=("pages.basepage",),
        ),
        migrations.CreateModel(
            name="TimelinePage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("lead", models.TextField(max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                (
                    "body_sr_latn",
                    networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text"),
                ),
                (
                    "body_en",
                    networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text"),
                ),
            ],
            options={
                "verbose_name": "timeline",
            },
            bases=("pages.basepage",),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="border_drawing",
            field=models.CharField(
                choices=[
                    ("dashed", "one country with a dashed line"),
                    ("two", "two countries"),
                    ("none", "one country without a line"),
                ],
                default="dashed",
                help_text="The shapes of the maps have two areas; this says how the line between them is drawn.",
                max_length=10,
                verbose_name="Serbia and Kosovo on maps",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="map_footnote",
            field=models.CharField(
                blank=True,
                help_text="Stands below every map. Left empty, there is none.",
                max_length=400,
                verbose_name="footnote of the maps",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="map_footnote_en",
            field=models.CharField(
                blank=True,
                help_text="Stands below every map. Left empty, there is none.",
                max_length=400,
                null=True,
                verbose_name="footnote of the maps",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="map_footnote_sr_latn",
            field=models.CharField(
                blank=True,
                help_text="Stands below every map. Left empty, there is none.",
                max_length=400,
                null=True,
                verbose_name="footnote of the maps",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="our_organisation",
            field=models.ForeignKey(
                blank=True,
                help_text="Threads on maps go out from it, and it is left out where others are compared with it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="networks.organisation",
                verbose_name="our own organisation",
            ),
        ),
    ]
