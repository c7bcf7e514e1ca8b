"""Copies of pictures were called after their originals; `manage.py prepare` makes them anew, under other names."""

from functools import partial

from django.db import migrations, transaction


def forget_copies(apps, schema_editor):
    copies = apps.get_model("uploads", "Rendition").objects
    for copy in copies.all():
        transaction.on_commit(partial(copy.file.storage.delete, copy.file.name), robust=True)
    copies.all().delete()


class Migration(migrations.Migration):
    dependencies = [("uploads", "0001_images_and_rights")]

    operations = [migrations.RunPython(forget_copies, migrations.RunPython.noop, elidable=True)]
