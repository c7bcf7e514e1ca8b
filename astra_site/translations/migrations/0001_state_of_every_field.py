"""The state of every translated field."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldTranslation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("root_type", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype")),
                ("root_id", models.PositiveBigIntegerField()),
                ("owner_type", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype")),
                ("owner_id", models.PositiveBigIntegerField()),
                ("field", models.CharField(max_length=60)),
                ("label", models.CharField(blank=True, max_length=255, verbose_name="name")),
                ("is_public", models.BooleanField(default=True)),
                ("state", models.CharField(choices=[("missing", "missing"), ("outdated", "outdated"), ("current", "up to date"), ("still_valid", "still valid"), ("intentionally_blank", "intentionally blank"), ("nothing_to_translate", "nothing to translate")], max_length=24, verbose_name="state")),
                ("source_text", models.TextField(blank=True, verbose_name="Serbian")),
                ("search_text", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=64)),
                ("target", models.CharField(blank=True, max_length=64)),
                ("written_for", models.CharField(blank=True, max_length=64)),
                ("decision", models.CharField(blank=True, choices=[("", "no decision"), ("still_valid", "still valid"), ("intentionally_blank", "intentionally blank")], max_length=24, verbose_name="decision")),
                ("decided_for", models.CharField(blank=True, max_length=64)),
                ("decided_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_text", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "translation",
                "verbose_name_plural": "translations",
                "ordering": ["label", "root_type", "root_id", "id"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["root_type", "root_id"], name="translation_root"), models.Index(fields=["is_public", "state"], name="translation_state")],
                "constraints": [models.UniqueConstraint(fields=("owner_type", "owner_id", "field"), name="translation_of_a_field")],
            },
        ),
    ]
