"""The five roles of staff, each with a group, in place of Wagtail's stock groups.

The rights to an app's own models are given by that app's migrations.
"""

import django.db.models.deletion
from django.db import migrations, models

from astra_site.accounts import granting

NAMES = {
    "editors": "Urednice",
    "moderators": "Moderatorke",
    "translators": "Prevoditeljke",
    "safety": "Bezbednost",
    "administrators": "Administratorke",
}
EVERYTHING = ("add", "change", "delete", "view")
GRANTS = {
    **{key: {"wagtailadmin.admin": ("access_admin",)} for key in NAMES},
    "editors": {"wagtailadmin.admin": ("access_admin",), "accounts.user": ("edit_source",)},
    "moderators": {
        "wagtailadmin.admin": ("access_admin",),
        "accounts.user": ("edit_source",),
        "wagtailredirects.redirect": EVERYTHING,
    },
    "translators": {"wagtailadmin.admin": ("access_admin",), "accounts.user": ("edit_translations",)},
    "safety": {"wagtailadmin.admin": ("access_admin",), "accounts.user": ("edit_safety",)},
    "administrators": {
        "wagtailadmin.admin": ("access_admin",),
        "accounts.user": (*EVERYTHING, "edit_source", "edit_translations", "edit_safety"),
        "auth.group": EVERYTHING,
        "wagtailcore.collection": EVERYTHING,
        "wagtailcore.site": EVERYTHING,
        "wagtailcore.workflow": EVERYTHING,
        "wagtailcore.task": EVERYTHING,
        "wagtailredirects.redirect": EVERYTHING,
    },
}


def make_roles(apps, schema_editor):
    for key, name in NAMES.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        apps.get_model("accounts.Role").objects.create(key=key, group=group)
    granting.grant(apps, GRANTS)


def remove_stock(apps, schema_editor):
    """Remove the groups that Wagtail brings, unless somebody is in them."""
    people = set(apps.get_model("accounts.User").objects.values_list("groups", flat=True))
    apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]).exclude(
        pk__in=people - {None}
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_staff_user"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        # They give rights to the groups that go.
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.CreateModel(
            name="Role",
            fields=[
                ("key", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("group", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="role", to="auth.group")),
            ],
            options={
                "verbose_name": "role",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(remove_stock, migrations.RunPython.noop),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
