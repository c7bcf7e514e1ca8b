"""Without anything of wagtailcore: its own first migration needs this table.

What is left out comes in 0002, as Wagtail's page "Defining custom base page models" says.
"""

import django.db.models.deletion
import wagtail.models.content_types
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BasePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                ("has_unpublished_changes", models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes")),
                ("first_published_at", models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at")),
                ("last_published_at", models.DateTimeField(editable=False, null=True, verbose_name="last published at")),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                ("locked_by", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="locked_%(class)ss", to=settings.AUTH_USER_MODEL, verbose_name="locked by")),
                ("title", models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, verbose_name="title")),
                ("draft_title", models.CharField(editable=False, max_length=255)),
                ("slug", models.SlugField(allow_unicode=True, help_text="The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/", max_length=255, verbose_name="slug")),
                ("content_type", models.ForeignKey(on_delete=models.SET(wagtail.models.content_types.get_default_page_content_type), related_name="pages", to="contenttypes.contenttype", verbose_name="content type")),
                ("url_path", models.TextField(blank=True, editable=False, verbose_name="URL path")),
                ("owner", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="owned_pages", to=settings.AUTH_USER_MODEL, verbose_name="owner")),
                ("latest_revision_created_at", models.DateTimeField(editable=False, null=True, verbose_name="latest revision created at")),
                ("alias_of", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="aliases", to=settings.WAGTAIL_PAGE_MODEL)),
                ("show_in_menus", models.BooleanField(default=False, help_text="Whether a link to this page will appear in automatically generated menus", verbose_name="show in menus")),
                ("seo_title", models.CharField(blank=True, help_text="The name of the page displayed on search engine results as the clickable headline.", max_length=255, verbose_name="title tag")),
                ("search_description", models.TextField(blank=True, help_text="The descriptive text displayed underneath a headline in search engine results.", verbose_name="meta description")),
                ("title_en", models.CharField(blank=True, help_text="Without it the English page shows the Serbian title and stays out of search engines.", max_length=255, verbose_name="title in English")),
                ("slug_en", models.SlugField(blank=True, help_text="The last part of the English address. Left empty, it is made from the English title.", max_length=255, verbose_name="address in English")),
                ("url_path_en", models.TextField(blank=True, db_index=True, editable=False)),
                ("seo_title_en", models.CharField(blank=True, max_length=255, verbose_name="title for search engines in English")),
                ("search_description_en", models.TextField(blank=True, verbose_name="description for search engines in English")),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "permissions": [("bulk_delete_basepage", "Delete pages with children"), ("lock_basepage", "Lock/unlock pages you've locked"), ("publish_basepage", "Publish any page"), ("unlock_basepage", "Unlock any page")],
                "indexes": [models.Index(fields=["url_path"], name="pages_url_path")],
            },
        ),
    ]
