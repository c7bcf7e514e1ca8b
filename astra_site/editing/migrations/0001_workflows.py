"""The two workflows of staff in place of Wagtail's stock one. Both end with the moderators."""

import django.db.models.deletion
from django.db import migrations, models

from astra_site.accounts import granting

# Workflow: its name and that of its task.
NAMES = {
    "publication": ("Objava", "Odobrenje za objavu"),
    "translation": ("Prevod", "Pregled prevoda"),
}


def make_workflows(apps, schema_editor):
    for key, (name, task_name) in NAMES.items():
        task = apps.get_model("wagtailcore.GroupApprovalTask").objects.create(
            name=task_name,
            content_type=granting.content_type(apps, "wagtailcore.groupapprovaltask"),
            active=True,
        )
        task.groups.add(*granting.groups(apps, "moderators", "administrators"))
        workflow = apps.get_model("wagtailcore.Workflow").objects.create(name=name, active=True)
        apps.get_model("wagtailcore.WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=0)
        apps.get_model("editing.StaffWorkflow").objects.create(key=key, workflow=workflow)


def remove_stock(apps, schema_editor):
    """Remove what Wagtail brings, unless somebody uses it."""
    apps.get_model("wagtailcore.WorkflowPage").objects.filter(workflow__name="Moderators approval").delete()
    apps.get_model("wagtailcore.Workflow").objects.filter(
        name="Moderators approval", workflow_states__isnull=True
    ).delete()
    apps.get_model("wagtailcore.GroupApprovalTask").objects.filter(
        name="Moderators approval", task_states__isnull=True
    ).delete()


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_roles"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffWorkflow",
            fields=[
                ("key", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("workflow", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="staff_workflow", to="wagtailcore.workflow")),
            ],
            options={
                "verbose_name": "workflow",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(remove_stock, migrations.RunPython.noop),
        migrations.RunPython(make_workflows, migrations.RunPython.noop),
    ]
