"""Translators write the English of fields of work, of the site's own data and of pictures too.

What else these forms hold is kept from them by the rights that go on to the field. Everything is
written out here and nothing imported, so that this migration does the same for ever.
"""

from django.db import migrations

GROUP = "Prevoditeljke"
MODELS = {"networks.fieldofwork": ("change", "view"), "networks.sitesettings": ("change",)}
# The right to pictures belongs to Wagtail's own model, whatever model takes its place.
PICTURE = "wagtailimages.image"


def permission(apps, model, action):
    """Return the permission, also before Django has made it, which it does after all migrations."""
    app_label, model_name = model.split(".")
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=model_name
    )
    found, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model_name}",
        defaults={"name": f"Can {action} {model_name}"},
    )
    return found


def let_translators_in(apps, schema_editor):
    group = apps.get_model("auth.Group").objects.filter(name=GROUP).first()
    if group is None:
        # Somebody has taken the group away.
        return
    for model, actions in MODELS.items():
        group.permissions.add(*(permission(apps, model, action) for action in actions))
    apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
        group=group,
        collection=apps.get_model("wagtailcore.Collection").objects.get(depth=1),
        permission=permission(apps, PICTURE, "change"),
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_roles_and_workflows")]

    operations = [migrations.RunPython(let_translators_in, migrations.RunPython.noop)]
