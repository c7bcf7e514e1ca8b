"""Where redirects may lead besides this site."""

from django.db import migrations, models

import astra_site.pages.redirect_settings


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_english_of_the_forms")]

    operations = [
        migrations.CreateModel(
            name="RedirectSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "other_hosts",
                    models.TextField(
                        blank=True,
                        help_text="Names without https, one a line, such as astra.org.rs. Redirects lead to no other sites.",
                        validators=[astra_site.pages.redirect_settings.validate_hosts],
                        verbose_name="other sites",
                    ),
                ),
            ],
            options={"verbose_name": "redirects to other sites", "default_permissions": ()},
        ),
    ]
