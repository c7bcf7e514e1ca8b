"""Hotlines and the exit, what each role may do with them, and the workflow that leads hotlines to visitors."""

import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import astra_site.safety.models
import astra_site.safety.phone_numbers
from astra_site.accounts import granting

HOTLINE, SETTINGS = "safety.hotline", "safety.safetysettings"
PUBLISHES = ("add", "change", "delete", "view", "publish", "lock", "unlock")
GRANTS = {
    "moderators": {HOTLINE: PUBLISHES, SETTINGS: ("change",)},
    "translators": {HOTLINE: ("change", "view")},
    "safety": {SETTINGS: ("change",)},
    "administrators": {HOTLINE: PUBLISHES, SETTINGS: ("change",)},
}


def grant(apps, schema_editor):
    granting.grant(apps, GRANTS)


def set_workflow(apps, schema_editor):
    publication = apps.get_model("editing.StaffWorkflow").objects.get(key="publication")
    apps.get_model("wagtailcore.WorkflowContentType").objects.create(
        workflow_id=publication.workflow_id, content_type=granting.content_type(apps, HOTLINE)
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_roles"),
        ("editing", "0001_workflows"),
        ("pages", "0002_locale_and_rights"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hotline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("latest_revision", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtailcore.revision", verbose_name="latest revision")),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                ("has_unpublished_changes", models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes")),
                ("first_published_at", models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at")),
                ("last_published_at", models.DateTimeField(editable=False, null=True, verbose_name="last published at")),
                ("live_revision", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtailcore.revision", verbose_name="live revision")),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                ("locked_by", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="locked_%(class)ss", to=settings.AUTH_USER_MODEL, verbose_name="locked by")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_sr_latn", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("number", models.CharField(help_text="For example 011 785 0000", max_length=40, verbose_name="number as it is written")),
                ("dial_string", models.CharField(help_text="Digits only, with + before an international number: +381117850000", max_length=16, validators=[astra_site.safety.phone_numbers.validate_dial_string], verbose_name="number as it is dialled")),
                ("short_name", models.CharField(blank=True, help_text="Stands before the number at the top of every page, for example: Nestalo dete", max_length=24, verbose_name="in a few words")),
                ("short_name_sr_latn", models.CharField(blank=True, help_text="Stands before the number at the top of every page, for example: Nestalo dete", max_length=24, null=True, verbose_name="in a few words")),
                ("short_name_en", models.CharField(blank=True, help_text="Stands before the number at the top of every page, for example: Nestalo dete", max_length=24, null=True, verbose_name="in a few words")),
                ("subject", models.CharField(choices=[("danger", "immediate danger"), ("missing_child", "a missing child"), ("trafficking", "human trafficking"), ("violence", "violence against women"), ("children", "children and young people")], max_length=16, verbose_name="for what")),
                ("for_whom", models.CharField(blank=True, max_length=250, verbose_name="for whom")),
                ("for_whom_sr_latn", models.CharField(blank=True, max_length=250, null=True, verbose_name="for whom")),
                ("for_whom_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="for whom")),
                ("hours", models.CharField(blank=True, max_length=120, verbose_name="hours")),
                ("hours_sr_latn", models.CharField(blank=True, max_length=120, null=True, verbose_name="hours")),
                ("hours_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="hours")),
                ("cost", models.CharField(blank=True, max_length=120, verbose_name="cost of a call")),
                ("cost_sr_latn", models.CharField(blank=True, max_length=120, null=True, verbose_name="cost of a call")),
                ("cost_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="cost of a call")),
                ("spoken_languages", models.CharField(blank=True, max_length=120, verbose_name="languages spoken")),
                ("spoken_languages_sr_latn", models.CharField(blank=True, max_length=120, null=True, verbose_name="languages spoken")),
                ("spoken_languages_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="languages spoken")),
                ("anonymous", models.CharField(choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")], default="unknown", max_length=8, verbose_name="may a caller stay anonymous")),
                ("from_abroad", models.CharField(blank=True, help_text="For example +381 11 785 0000. Empty where the line cannot be reached from abroad.", max_length=24, validators=[astra_site.safety.phone_numbers.validate_from_abroad], verbose_name="number from abroad")),
                ("source_name", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("source_name_sr_latn", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed: the organisation’s own page says so"), ("likely", "likely: a reliable third party says so"), ("old", "old: the source is from before 2022"), ("unconfirmed", "unconfirmed: no source was found")],
                        help_text="Visitors see only numbers that are confirmed or likely.",
                        max_length=12,
                        verbose_name="confidence",
                    ),
                ),
                ("verified_on", models.DateField(blank=True, help_text="The day on which somebody called the number.", null=True, verbose_name="verified on")),
                ("verify_by", models.DateField(blank=True, null=True, verbose_name="verify again by")),
            ],
            options={
                "verbose_name": "hotline",
                "verbose_name_plural": "hotlines",
            },
        ),
        migrations.CreateModel(
            name="SafetySettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("site", models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site")),
                ("exit_destination", models.URLField(blank=True, help_text="A neutral page that many people open. Left empty, the exit leads to Wikipedia.", validators=[astra_site.safety.models.validate_exit_destination], verbose_name="destination of the exit")),
                (
                    "safe_browsing_page",
                    models.ForeignKey(
                        blank=True, help_text="Linked beside the exit on every page while it is published. Those who care for safety may edit it, and no other page.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.WAGTAIL_PAGE_MODEL, verbose_name="page on safe browsing"
                    ),
                ),
            ],
            options={
                "verbose_name": "safety",
            },
        ),
        migrations.CreateModel(
            name="ChosenHotline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("settings", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="chosen_hotlines", to="safety.safetysettings")),
                ("hotline", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="safety.hotline", verbose_name="hotline")),
            ],
            options={
                "verbose_name": "hotline on every page",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(set_workflow, migrations.RunPython.noop),
    ]
