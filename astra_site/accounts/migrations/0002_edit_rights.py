"""Rights that go on to the field, where Wagtail's end at the page."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_staff_user")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [
                    ("edit_source", "Can edit Serbian texts and all data"),
                    ("edit_translations", "Can edit English texts"),
                    ("edit_safety", "Can set the exit and show a secret place again"),
                ],
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
    ]
