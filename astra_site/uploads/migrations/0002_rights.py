"""What each role may do with pictures and documents."""

from django.db import migrations

from astra_site.accounts import granting

# The right to pictures belongs to Wagtail's own model, whatever model takes its place.
PICTURE, DOCUMENT = "wagtailimages.image", "wagtaildocs.document"
EDITS = ("add", "change", "choose")
GRANTS = {
    "editors": {PICTURE: EDITS, DOCUMENT: EDITS},
    "moderators": {PICTURE: (*EDITS, "delete"), DOCUMENT: (*EDITS, "delete")},
    # Their English descriptions; what else the form holds is kept from translators field by field.
    # Documents are for links in English texts.
    "translators": {PICTURE: ("change",), DOCUMENT: ("choose",)},
    "administrators": {PICTURE: (*EDITS, "delete"), DOCUMENT: (*EDITS, "delete")},
}


def grant(apps, schema_editor):
    granting.grant_on_collections(apps, GRANTS)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_roles"), ("uploads", "0001_site_image")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
