"""What each role may do with organisations, and the workflow that leads them to visitors."""

from django.db import migrations

from astra_site.accounts import granting

ORGANISATION, FIELD_OF_WORK, SETTINGS = (
    "networks.organisation",
    "networks.fieldofwork",
    "networks.sitesettings",
)
EVERYTHING = ("add", "change", "delete", "view")
PUBLISHES = {
    ORGANISATION: (*EVERYTHING, "publish", "lock", "unlock"),
    FIELD_OF_WORK: EVERYTHING,
    SETTINGS: ("change",),
}
GRANTS = {
    "editors": {ORGANISATION: ("add", "change", "view"), FIELD_OF_WORK: ("view",)},
    "moderators": PUBLISHES,
    # Their English texts; what else the forms hold is kept from translators field by field.
    "translators": {
        ORGANISATION: ("change", "view"),
        FIELD_OF_WORK: ("change", "view"),
        SETTINGS: ("change",),
    },
    "safety": {ORGANISATION: ("change", "publish", "view")},
    "administrators": PUBLISHES,
}


def grant(apps, schema_editor):
    granting.grant(apps, GRANTS)


def set_workflow(apps, schema_editor):
    publication = apps.get_model("editing.StaffWorkflow").objects.get(key="publication")
    apps.get_model("wagtailcore.WorkflowContentType").objects.create(
        workflow_id=publication.workflow_id, content_type=granting.content_type(apps, ORGANISATION)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_roles"),
        ("editing", "0001_workflows"),
        ("networks", "0005_no_stamp_of_its_own"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(set_workflow, migrations.RunPython.noop),
    ]
