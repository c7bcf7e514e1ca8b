from typing import Any

from django.db import migrations, models

import astra_site.editing.kept_rows


def give_keys(apps: Any, schema_editor: Any) -> None:
    """Give each membership a key of its own, made of its number; see Membership.from_serializable_data."""
    memberships = apps.get_model("networks", "Membership")._base_manager
    known = list(memberships.only("pk"))
    for membership in known:
        membership.key = f"{membership.pk:012x}"
    memberships.bulk_update(known, ["key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_how_dates_are_written")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="key",
            field=models.CharField(
                default=astra_site.editing.kept_rows.new_key, editable=False, max_length=12
            ),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]
