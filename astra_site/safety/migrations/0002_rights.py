"""What each role may do with hotlines and the exit, and the workflow that leads hotlines to visitors."""

from django.db import migrations

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
    dependencies = [
        ("accounts", "0003_roles"),
        ("editing", "0001_workflows"),
        ("safety", "0001_hotlines_and_exit"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(set_workflow, migrations.RunPython.noop),
    ]
