"""The second factor ends sessions; wrong answers are counted; what was done is kept for owners."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="time")),
                ("action", models.CharField(choices=[("login", "logged in"), ("login_failed", "login refused: wrong password"), ("code_failed", "login refused: wrong code"), ("confirmed", "confirmed who is at work"), ("factor_added", "set up a second factor"), ("factor_removed", "removed a second factor"), ("factor_reset", "reset somebody's second factor"), ("codes_made", "made recovery codes"), ("password", "changed a password"), ("account", "changed an account"), ("role", "changed roles"), ("publish", "published"), ("unpublish", "unpublished"), ("delete", "deleted"), ("export", "exported")], max_length=20, verbose_name="what happened")),
                ("person", models.CharField(blank=True, max_length=200, verbose_name="who")),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="about what")),
            ],
            options={
                "verbose_name": "audit entry",
                "ordering": ("-at", "-pk"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="WrongAnswers",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("times", models.JSONField(default=list)),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="user",
            name="factors_version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
