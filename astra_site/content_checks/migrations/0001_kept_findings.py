from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="KeptFindings",
            fields=[
                ("language", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("changes", models.CharField(max_length=120)),
                ("content", models.TextField()),
            ],
            options={"verbose_name": "findings of the content checks", "default_permissions": ()},
        ),
    ]
