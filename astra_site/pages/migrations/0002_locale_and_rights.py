"""What 0001 had to leave out, a locale for the pages that Wagtail made, and what each role may do with pages."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField

from astra_site.accounts import granting


def set_english_paths(apps, schema_editor):
    """The root and the home page that Wagtail made have no English path yet."""
    pages = apps.get_model("pages", "BasePage").objects
    pages.update(url_path_en=models.F("url_path"))


def keep_paths(apps, schema_editor):
    """Nothing to take back: the column goes with its table."""


PUBLISHES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
ROLES = {
    "editors": ("add", "change"),
    "moderators": PUBLISHES,
    "translators": ("change",),
    "administrators": PUBLISHES,
}


def grant(apps, schema_editor):
    root = apps.get_model("pages.BasePage").objects.get(depth=1)
    for role, actions in ROLES.items():
        for group in granting.groups(apps, role):
            for action in actions:
                apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
                    group=group, page=root, permission=granting.permission(apps, "pages.basepage", action)
                )


def set_workflow(apps, schema_editor):
    publication = apps.get_model("editing.StaffWorkflow").objects.get(key="publication")
    apps.get_model("wagtailcore.WorkflowPage").objects.create(
        workflow_id=publication.workflow_id, page=apps.get_model("pages.BasePage").objects.get(depth=1)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("editing", "0001_workflows"),
        ("pages", "0001_base_page"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        BootstrapLocaleField("pages.BasePage"),
        BootstrapTranslationKeyField("pages.BasePage"),
        BootstrapTranslatableModel("pages.BasePage"),
        migrations.AlterField(
            model_name="basepage",
            name="locale",
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wagtailcore.locale", verbose_name="locale"),
        ),
        migrations.AddField(
            model_name="basepage",
            name="latest_revision",
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtailcore.revision", verbose_name="latest revision"),
        ),
        migrations.AddField(
            model_name="basepage",
            name="live_revision",
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtailcore.revision", verbose_name="live revision"),
        ),
        migrations.AlterField(
            model_name="basepage",
            name="translation_key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterUniqueTogether(
            name="basepage",
            unique_together={("translation_key", "locale")},
        ),
        migrations.RunPython(set_english_paths, keep_paths),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(set_workflow, migrations.RunPython.noop),
    ]
