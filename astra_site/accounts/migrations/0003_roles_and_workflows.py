"""The five groups of staff and the two workflows, in place of Wagtail's stock ones.

Everything is written out here and nothing imported, so that this migration does the same for ever.
Later changes are migrations of their own.
"""

from django.db import migrations

EDITOR_OF = ("add", "change", "view")
EVERYTHING = ("add", "change", "delete", "view")
DRAFTS = ("publish", "lock", "unlock")

EDITS = {
    "wagtailadmin.admin": ("access_admin",),
    "accounts.user": ("edit_source",),
}
PUBLISHES = {
    "networks.organisation": (*EVERYTHING, *DRAFTS),
    "networks.fieldofwork": EVERYTHING,
    "safety.hotline": (*EVERYTHING, *DRAFTS),
    "wagtailredirects.redirect": EVERYTHING,
    "safety.safetysettings": ("change",),
    "networks.sitesettings": ("change",),
}
GROUPS = {
    "Urednice": {**EDITS, "networks.organisation": EDITOR_OF, "networks.fieldofwork": ("view",)},
    "Moderatorke": {**EDITS, **PUBLISHES},
    "Prevoditeljke": {
        "wagtailadmin.admin": ("access_admin",),
        "accounts.user": ("edit_translations",),
        "networks.organisation": ("change", "view"),
        "safety.hotline": ("change", "view"),
    },
    "Bezbednost": {
        "wagtailadmin.admin": ("access_admin",),
        "accounts.user": ("edit_safety",),
        "networks.organisation": ("change", "publish", "view"),
        "safety.safetysettings": ("change",),
    },
    "Administratorke": {
        **EDITS,
        **PUBLISHES,
        "accounts.user": (*EVERYTHING, "edit_source", "edit_translations", "edit_safety"),
        "auth.group": EVERYTHING,
        "wagtailcore.collection": EVERYTHING,
        "wagtailcore.site": EVERYTHING,
        "wagtailcore.workflow": EVERYTHING,
        "wagtailcore.task": EVERYTHING,
    },
}
ON_PAGES = {
    "Urednice": ("add", "change"),
    "Moderatorke": ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    "Prevoditeljke": ("change",),
    "Administratorke": ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
}
# Pictures and files.
# The rights to pictures belong to Wagtail's own model, whatever model takes its place.
COLLECTED = ("wagtailimages.image", "wagtaildocs.document")
ON_COLLECTIONS = {
    "Urednice": ("add", "change", "choose"),
    "Moderatorke": ("add", "change", "choose", "delete"),
    "Administratorke": ("add", "change", "choose", "delete"),
}
# Workflow: its task. Both end with the moderators.
WORKFLOWS = {"Objava": "Odobrenje za objavu", "Prevod": "Pregled prevoda"}


def permission(apps, model, action):
    """Return the permission, also before Django has made it, which it does after all migrations."""
    app_label, model_name = model.split(".")
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=model_name
    )
    codename = action if "_" in action and not action.startswith("bulk") else f"{action}_{model_name}"
    found, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model_name}"}
    )
    return found


def make_groups(apps, schema_editor):
    root = apps.get_model("pages.BasePage").objects.get(depth=1)
    collection = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    for name, models in GROUPS.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        for model, actions in models.items():
            group.permissions.add(*(permission(apps, model, action) for action in actions))
        for action in ON_PAGES.get(name, ()):
            apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
                group=group, page=root, permission=permission(apps, "pages.basepage", action)
            )
        for model in COLLECTED:
            for action in ON_COLLECTIONS.get(name, ()):
                apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
                    group=group, collection=collection, permission=permission(apps, model, action)
                )


def make_workflows(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    workflows = {}
    for name, task_name in WORKFLOWS.items():
        task = apps.get_model("wagtailcore.GroupApprovalTask").objects.create(
            name=task_name, content_type=content_type, active=True
        )
        task.groups.add(
            *apps.get_model("auth.Group").objects.filter(name__in=["Moderatorke", "Administratorke"])
        )
        workflows[name] = apps.get_model("wagtailcore.Workflow").objects.create(name=name, active=True)
        apps.get_model("wagtailcore.WorkflowTask").objects.create(
            workflow=workflows[name], task=task, sort_order=0
        )
    apps.get_model("wagtailcore.WorkflowPage").objects.create(
        workflow=workflows["Objava"], page=apps.get_model("pages.BasePage").objects.get(depth=1)
    )
    for app_label, model in (("networks", "organisation"), ("safety", "hotline")):
        model_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
            app_label=app_label, model=model
        )
        apps.get_model("wagtailcore.WorkflowContentType").objects.create(
            workflow=workflows["Objava"], content_type=model_type
        )


def remove_stock(apps, schema_editor):
    """Remove what Wagtail brings, unless somebody uses it."""
    apps.get_model("wagtailcore.WorkflowPage").objects.filter(workflow__name="Moderators approval").delete()
    apps.get_model("wagtailcore.Workflow").objects.filter(
        name="Moderators approval", workflow_states__isnull=True
    ).delete()
    apps.get_model("wagtailcore.GroupApprovalTask").objects.filter(
        name="Moderators approval", task_states__isnull=True
    ).delete()
    people = set(apps.get_model("accounts.User").objects.values_list("groups", flat=True))
    apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]).exclude(
        pk__in=people - {None}
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_edit_rights"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("uploads", "0001_site_image"),
        ("networks", "0001_networks_and_organisations"),
        ("pages", "0003_finalise_base_page"),
        ("safety", "0001_hotlines_and_exit"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunPython(remove_stock, migrations.RunPython.noop),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_workflows, migrations.RunPython.noop),
    ]
