from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "name",
                    models.CharField(max_length=40, primary_key=True, serialize=False),
                ),
                ("well_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("message", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "run",
                "default_permissions": (),
            },
        ),
    ]
