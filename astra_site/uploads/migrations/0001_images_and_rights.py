"""Images, and what each role may do with them and with documents."""

import django.db.models.deletion
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

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
    initial = True

    dependencies = [
        ("accounts", "0002_roles"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="SiteImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("collection", models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.collection", verbose_name="collection")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("file", wagtail.images.models.WagtailImageField(height_field="height", upload_to=wagtail.images.models.get_upload_to, verbose_name="file", width_field="width")),
                ("description", models.CharField(blank=True, default="", max_length=255, verbose_name="description")),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at")),
                ("uploaded_by_user", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name="uploaded by user")),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ("alt_text", models.CharField(blank=True, help_text="What a person who cannot see the picture needs to know. One sentence.", max_length=250, verbose_name="description")),
                ("alt_text_sr_latn", models.CharField(blank=True, help_text="What a person who cannot see the picture needs to know. One sentence.", max_length=250, null=True, verbose_name="description")),
                ("alt_text_en", models.CharField(blank=True, help_text="What a person who cannot see the picture needs to know. One sentence.", max_length=250, null=True, verbose_name="description")),
                ("is_decorative", models.BooleanField(default=False, help_text="The picture adds nothing to the text; screen readers skip it.", verbose_name="decorative")),
                ("consent_note", models.TextField(blank=True, help_text="Who can be recognised, and when and how they agreed. Never shown to visitors.", verbose_name="consent of the people shown")),
                ("tags", taggit.managers.TaggableManager(blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags")),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                ("file", wagtail.images.models.WagtailImageField(height_field="height", storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field="width")),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
                ("image", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="uploads.siteimage")),
            ],
            options={
                "unique_together": {("image", "filter_spec", "focal_point_key")},
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
