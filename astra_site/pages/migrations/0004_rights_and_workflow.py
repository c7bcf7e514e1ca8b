"""What each role may do with pages, and the workflow that leads them to visitors."""

from django.db import migrations

from astra_site.accounts import granting

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
        ("accounts", "0003_roles"),
        ("editing", "0001_workflows"),
        ("pages", "0003_finalise_base_page"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(set_workflow, migrations.RunPython.noop),
    ]
