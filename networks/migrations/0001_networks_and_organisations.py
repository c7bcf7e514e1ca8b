"""The domain, what each role may do with it, and the workflow that leads organisations to visitors."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import astra_site.safety.phone_numbers
import networks.countries
import networks.partial_dates
import networks.stream_field
from astra_site.accounts import granting

ORGANISATION, FIELD_OF_WORK, SETTINGS = (
    "networks.organisation",
    "networks.fieldofwork",
    "networks.sitesettings",
)
EVERYTHING = ("add", "change", "delete", "view")
PUBLISHES = {
    ORGANISATION: (*EVERYTHING, "publish", "lock", "unlock"),
    FIELD_OF_WORK: EVERYTHING,
    SETTINGS: ("change",),
}
GRANTS = {
    "editors": {ORGANISATION: ("add", "change", "view"), FIELD_OF_WORK: ("view",)},
    "moderators": PUBLISHES,
    # Their English texts; what else the forms hold is kept from translators field by field.
    "translators": {
        ORGANISATION: ("change", "view"),
        FIELD_OF_WORK: ("change", "view"),
        SETTINGS: ("change",),
    },
    # Their one switch, whether a place is secret, has a page of its own.
    "safety": {ORGANISATION: ("view",)},
    "administrators": PUBLISHES,
}


def grant(apps, schema_editor):
    granting.grant(apps, GRANTS)


def set_workflow(apps, schema_editor):
    publication = apps.get_model("editing.StaffWorkflow").objects.get(key="publication")
    apps.get_model("wagtailcore.WorkflowContentType").objects.create(
        workflow_id=publication.workflow_id, content_type=granting.content_type(apps, ORGANISATION)
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("editing", "0001_workflows"),
        ("pages", "0002_locale_and_rights"),
        ("uploads", "0001_images_and_rights"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldOfWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(help_text="Stands in addresses and files. Do not change it.", unique=True, verbose_name="key")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_sr_latn", models.CharField(max_length=80, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=80, null=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "field of work",
                "verbose_name_plural": "fields of work",
                "ordering": ["name_sr_latn"],
            },
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("heading", models.CharField(help_text="What the site is about, in plain words, for somebody who has never heard of us.", max_length=120, verbose_name="heading")),
                ("heading_sr_latn", models.CharField(help_text="What the site is about, in plain words, for somebody who has never heard of us.", max_length=120, null=True, verbose_name="heading")),
                ("heading_en", models.CharField(help_text="What the site is about, in plain words, for somebody who has never heard of us.", max_length=120, null=True, verbose_name="heading")),
                ("motto", models.CharField(blank=True, help_text="One short, strong sentence below the heading.", max_length=120, verbose_name="motto")),
                ("motto_sr_latn", models.CharField(blank=True, help_text="One short, strong sentence below the heading.", max_length=120, null=True, verbose_name="motto")),
                ("motto_en", models.CharField(blank=True, help_text="One short, strong sentence below the heading.", max_length=120, null=True, verbose_name="motto")),
                ("lead", models.TextField(max_length=500, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=500, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=500, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "home page",
            },
            bases=("pages.basepage",),
        ),
        migrations.CreateModel(
            name="MapPage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("short_name", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, verbose_name="short name")),
                ("short_name_sr_latn", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("short_name_en", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("lead", models.TextField(max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "map of organisations",
            },
            bases=("pages.basepage", models.Model),
        ),
        migrations.CreateModel(
            name="NetworkIndexPage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("short_name", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, verbose_name="short name")),
                ("short_name_sr_latn", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("short_name_en", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("lead", models.TextField(max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "list of networks",
            },
            bases=("pages.basepage", models.Model),
        ),
        migrations.CreateModel(
            name="NetworkPage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("source_name", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("source_name_sr_latn", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("source_as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="date of the source")),
                ("short_name", models.CharField(help_text="For cards and menus.", max_length=60, verbose_name="short name")),
                ("short_name_sr_latn", models.CharField(help_text="For cards and menus.", max_length=60, null=True, verbose_name="short name")),
                ("short_name_en", models.CharField(help_text="For cards and menus.", max_length=60, null=True, verbose_name="short name")),
                ("acronym", models.CharField(blank=True, max_length=20, verbose_name="acronym")),
                ("acronym_meaning", models.CharField(blank=True, max_length=200, verbose_name="what the acronym stands for")),
                ("acronym_meaning_sr_latn", models.CharField(blank=True, max_length=200, null=True, verbose_name="what the acronym stands for")),
                ("acronym_meaning_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="what the acronym stands for")),
                (
                    "kind",
                    models.CharField(
                        choices=[("national", "national network"), ("coalition", "coalition"), ("regional", "regional platform"), ("european", "European network"), ("global", "global network"), ("un_status", "status with the United Nations")], db_index=True, default="national", max_length=20, verbose_name="kind"
                    ),
                ),
                ("status", models.CharField(choices=[("active", "active"), ("ended", "ended")], default="active", max_length=10, verbose_name="status")),
                ("founded", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="founded")),
                ("founded_source_url", models.URLField(blank=True, max_length=500, verbose_name="source of the founding date")),
                ("seat_city", models.CharField(blank=True, max_length=80, verbose_name="seat")),
                ("seat_city_sr_latn", models.CharField(blank=True, max_length=80, null=True, verbose_name="seat")),
                ("seat_city_en", models.CharField(blank=True, max_length=80, null=True, verbose_name="seat")),
                ("seat_source_url", models.URLField(blank=True, max_length=500, verbose_name="source of the seat")),
                ("seat_country", models.CharField(blank=True, choices=networks.countries.country_choices, max_length=2, verbose_name="country of the seat")),
                ("website", models.URLField(blank=True, max_length=500, verbose_name="website")),
                ("website_sr_latn", models.URLField(blank=True, max_length=500, null=True, verbose_name="website")),
                ("website_en", models.URLField(blank=True, max_length=500, null=True, verbose_name="website")),
                ("logo", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="uploads.siteimage", verbose_name="logo")),
                ("our_role", models.CharField(choices=[("founder", "founder"), ("lead", "lead organisation"), ("member", "member"), ("partner", "partner organisation"), ("consultative_status", "consultative status")], default="member", max_length=20, verbose_name="our role")),
                ("our_role_note", models.CharField(blank=True, max_length=120, verbose_name="our role in words")),
                ("our_role_note_sr_latn", models.CharField(blank=True, max_length=120, null=True, verbose_name="our role in words")),
                ("our_role_note_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="our role in words")),
                ("our_since", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="we belong since")),
                ("our_until", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="we belonged until")),
                ("our_since_source_url", models.URLField(blank=True, max_length=500, verbose_name="source of our date")),
                ("members_list", models.CharField(choices=[("complete", "all members"), ("selection", "some members"), ("count_only", "only the number is known"), ("none", "it has no members")], default="selection", max_length=12, verbose_name="our list shows")),
                ("lead", models.TextField(help_text="What it is, in one or two sentences. At most 280 characters.", max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(help_text="What it is, in one or two sentences. At most 280 characters.", max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(help_text="What it is, in one or two sentences. At most 280 characters.", max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("strategy_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="strategy from year")),
                ("strategy_until", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="strategy until year")),
                ("strategy_source_url", models.URLField(blank=True, max_length=500, verbose_name="source of the strategy")),
                ("source_notes", wagtail.fields.RichTextField(blank=True, help_text="Where sources differ, or what is not known. It stands at the end of the page.", verbose_name="notes on the sources")),
                ("source_notes_sr_latn", wagtail.fields.RichTextField(blank=True, help_text="Where sources differ, or what is not known. It stands at the end of the page.", null=True, verbose_name="notes on the sources")),
                ("source_notes_en", wagtail.fields.RichTextField(blank=True, help_text="Where sources differ, or what is not known. It stands at the end of the page.", null=True, verbose_name="notes on the sources")),
                ("name_language", models.CharField(blank=True, help_text="Where the name is the same in both languages, because it is not translated: en, fr, … For screen readers.", max_length=12, verbose_name="language of the name")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="verified on")),
                ("verify_by", models.DateField(blank=True, null=True, verbose_name="verify again by")),
            ],
            options={
                "verbose_name": "network",
                "verbose_name_plural": "networks",
            },
            bases=("pages.basepage", models.Model),
        ),
        migrations.CreateModel(
            name="OrganisationIndexPage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("short_name", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, verbose_name="short name")),
                ("short_name_sr_latn", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("short_name_en", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("lead", models.TextField(max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "directory of organisations",
            },
            bases=("pages.basepage", models.Model),
        ),
        migrations.CreateModel(
            name="OverlapsPage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("short_name", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, verbose_name="short name")),
                ("short_name_sr_latn", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("short_name_en", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("lead", models.TextField(max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "overlaps of networks",
            },
            bases=("pages.basepage", models.Model),
        ),
        migrations.CreateModel(
            name="StandardPage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("lead", models.TextField(blank=True, max_length=400, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(blank=True, max_length=400, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(blank=True, max_length=400, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("is_in_footer", models.BooleanField(default=False, verbose_name="link in the footer")),
            ],
            options={
                "verbose_name": "page of text",
                "verbose_name_plural": "pages of text",
            },
            bases=("pages.basepage",),
        ),
        migrations.CreateModel(
            name="StarterRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("content_type", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype")),
                ("object_id", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("revision", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtailcore.revision")),
            ],
            options={
                "verbose_name": "starter record",
            },
        ),
        migrations.CreateModel(
            name="TimelinePage",
            fields=[
                ("basepage_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ("short_name", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, verbose_name="short name")),
                ("short_name_sr_latn", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("short_name_en", models.CharField(blank=True, help_text="For the menu and the way back. Left empty, the title stands there.", max_length=30, null=True, verbose_name="short name")),
                ("lead", models.TextField(max_length=280, verbose_name="lead")),
                ("lead_sr_latn", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=280, null=True, verbose_name="lead")),
                ("body", networks.stream_field.SlimStreamField(blank=True, verbose_name="text")),
                ("body_sr_latn", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
                ("body_en", networks.stream_field.SlimStreamField(blank=True, null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "timeline",
            },
            bases=("pages.basepage", models.Model),
        ),
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("source_name", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("source_name_sr_latn", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("network", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="deeds", to="networks.networkpage")),
                ("began", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="when")),
                ("ended", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="until, if it lasted")),
                ("text", models.TextField(help_text="One or two sentences, with what came of it if known.", max_length=500, verbose_name="what ASTRA did")),
                ("text_sr_latn", models.TextField(help_text="One or two sentences, with what came of it if known.", max_length=500, null=True, verbose_name="what ASTRA did")),
                ("text_en", models.TextField(help_text="One or two sentences, with what came of it if known.", max_length=500, null=True, verbose_name="what ASTRA did")),
            ],
            options={
                "verbose_name": "what ASTRA did",
                "verbose_name_plural": "what ASTRA did",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("latest_revision", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtailcore.revision", verbose_name="latest revision")),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                ("has_unpublished_changes", models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes")),
                ("first_published_at", models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at")),
                ("last_published_at", models.DateTimeField(editable=False, null=True, verbose_name="last published at")),
                ("live_revision", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="wagtailcore.revision", verbose_name="live revision")),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                ("locked_by", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="locked_%(class)ss", to=settings.AUTH_USER_MODEL, verbose_name="locked by")),
                ("source_name", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("source_name_sr_latn", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("source_as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="date of the source")),
                ("activity", models.CharField(choices=[("active", "active"), ("unknown", "not known")], default="unknown", max_length=8, verbose_name="status")),
                ("activity_as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="as of")),
                ("activity_source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("website", models.URLField(blank=True, max_length=500, verbose_name="website")),
                (
                    "website_confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed: the organisation’s own page says so"), ("likely", "likely: a reliable third party says so"), ("old", "old: the source is from before 2022"), ("unconfirmed", "unconfirmed: no source was found")],
                        default="unconfirmed",
                        help_text="Visitors see it only when it is confirmed or likely.",
                        max_length=12,
                        verbose_name="confidence",
                    ),
                ),
                ("website_source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("website_as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="as of")),
                ("website_checked_on", models.DateField(blank=True, help_text="The day on which somebody called, or saw it on the live page.", null=True, verbose_name="checked on")),
                ("email", models.EmailField(blank=True, help_text="The one that the organisation gives to everybody, never a person's own.", max_length=254, verbose_name="general e-mail")),
                (
                    "email_confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed: the organisation’s own page says so"), ("likely", "likely: a reliable third party says so"), ("old", "old: the source is from before 2022"), ("unconfirmed", "unconfirmed: no source was found")],
                        default="unconfirmed",
                        help_text="Visitors see it only when it is confirmed or likely.",
                        max_length=12,
                        verbose_name="confidence",
                    ),
                ),
                ("email_source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("email_as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="as of")),
                ("email_checked_on", models.DateField(blank=True, help_text="The day on which somebody called, or saw it on the live page.", null=True, verbose_name="checked on")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="town")),
                ("city_sr_latn", models.CharField(blank=True, max_length=80, null=True, verbose_name="town")),
                ("city_en", models.CharField(blank=True, max_length=80, null=True, verbose_name="town")),
                ("country", models.CharField(blank=True, choices=networks.countries.country_choices, db_index=True, max_length=2, verbose_name="country")),
                ("latitude", models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name="longitude")),
                ("coordinates_precision", models.CharField(choices=[("city", "centre of the town"), ("district", "part of the town"), ("address", "address")], default="city", max_length=10, verbose_name="precision of the coordinates")),
                ("do_not_publish_location", models.BooleanField(default=False, help_text="No town, coordinates or dot on a map appear anywhere on the site or in its downloads.", verbose_name="keep the place secret")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_sr_latn", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("slug", models.SlugField(blank=True, help_text="The last part of the address. Left empty, it is made from the name.", max_length=120, verbose_name="address")),
                ("slug_sr_latn", models.SlugField(blank=True, help_text="The last part of the address. Left empty, it is made from the name.", max_length=120, null=True, verbose_name="address")),
                ("slug_en", models.SlugField(blank=True, help_text="The last part of the address. Left empty, it is made from the name.", max_length=120, null=True, verbose_name="address")),
                ("original_name", models.CharField(blank=True, help_text="The name in the organisation's own language, if it is neither of the two above.", max_length=200, verbose_name="own name")),
                ("original_language", models.CharField(blank=True, help_text="For screen readers: de, fr, mk, …", max_length=12, verbose_name="language of the own name")),
                ("legal_name", models.CharField(blank=True, max_length=250, verbose_name="legal name")),
                ("acronym", models.CharField(blank=True, max_length=30, verbose_name="acronym")),
                ("former_names", models.TextField(blank=True, help_text="One a line.", verbose_name="former names")),
                ("about", wagtail.fields.RichTextField(blank=True, verbose_name="about")),
                ("about_sr_latn", wagtail.fields.RichTextField(blank=True, null=True, verbose_name="about")),
                ("about_en", wagtail.fields.RichTextField(blank=True, null=True, verbose_name="about")),
                ("logo", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="uploads.siteimage", verbose_name="logo")),
                ("founded", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="founded")),
                ("ended", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="ended")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="verified on")),
                ("verify_by", models.DateField(blank=True, null=True, verbose_name="verify again by")),
                ("internal_note", models.TextField(blank=True, help_text="Never shown to visitors.", verbose_name="internal note")),
                ("sort_key_sr_latn", models.CharField(blank=True, db_index=True, editable=False, max_length=500)),
                ("sort_key_en", models.CharField(blank=True, db_index=True, editable=False, max_length=500)),
                ("fields_of_work", modelcluster.fields.ParentalManyToManyField(blank=True, related_name="organisations", to="networks.fieldofwork", verbose_name="fields of work")),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["sort_key_sr_latn"],
                "constraints": [models.UniqueConstraint(fields=("slug_sr_latn",), name="organisation_unique_slug_sr_latn"), models.UniqueConstraint(fields=("slug_en",), name="organisation_unique_slug_en")],
            },
        ),
        migrations.CreateModel(
            name="StatedCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("source_name", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("source_name_sr_latn", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("network", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="stated_counts", to="networks.networkpage")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("qualifier", models.CharField(choices=[("exact", "exactly"), ("more_than", "more than")], default="exact", max_length=10, verbose_name="how exact")),
                ("what", models.CharField(help_text="As it follows the number: member organisations", max_length=120, verbose_name="of what")),
                ("what_sr_latn", models.CharField(help_text="As it follows the number: member organisations", max_length=120, null=True, verbose_name="of what")),
                ("what_en", models.CharField(help_text="As it follows the number: member organisations", max_length=120, null=True, verbose_name="of what")),
                ("as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="as of")),
            ],
            options={
                "verbose_name": "stated number",
                "verbose_name_plural": "stated numbers",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StrategicDirection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("network", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="strategic_directions", to="networks.networkpage")),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                ("text_sr_latn", models.CharField(max_length=300, null=True, verbose_name="text")),
                ("text_en", models.CharField(max_length=300, null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "strategic direction",
                "verbose_name_plural": "strategic directions",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("source_name", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("source_name_sr_latn", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_name_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("network", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="networks.networkpage")),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="networks.organisation", verbose_name="organisation")),
                ("kind", models.CharField(choices=[("member", "member"), ("founder", "founder"), ("coordinator", "coordinator"), ("associate", "associate member"), ("partner", "partner"), ("observer", "observer"), ("consultative_status", "consultative status")], default="member", max_length=20, verbose_name="kind")),
                ("since", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="since")),
                ("until", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="until")),
                ("is_former", models.BooleanField(default=False, help_text="Only when it has ended and nobody knows when.", verbose_name="no longer belongs")),
                ("confirmation", models.CharField(choices=[("confirmed", "confirmed"), ("unconfirmed", "unconfirmed: known only from an old list")], default="confirmed", help_text="Unconfirmed ones are shown as such and not counted.", max_length=12, verbose_name="confirmed or not")),
                ("as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="as of")),
                ("note", models.CharField(blank=True, max_length=250, verbose_name="note")),
                ("note_sr_latn", models.CharField(blank=True, max_length=250, null=True, verbose_name="note")),
                ("note_en", models.CharField(blank=True, max_length=250, null=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicPhone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("organisation", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="phones", to="networks.organisation")),
                ("number", models.CharField(max_length=40, validators=[astra_site.safety.phone_numbers.validate_written_number], verbose_name="number")),
                ("label", models.CharField(blank=True, max_length=160, verbose_name="what it is for")),
                ("label_sr_latn", models.CharField(blank=True, max_length=160, null=True, verbose_name="what it is for")),
                ("label_en", models.CharField(blank=True, max_length=160, null=True, verbose_name="what it is for")),
                ("hours", models.CharField(blank=True, max_length=160, verbose_name="hours")),
                ("hours_sr_latn", models.CharField(blank=True, max_length=160, null=True, verbose_name="hours")),
                ("hours_en", models.CharField(blank=True, max_length=160, null=True, verbose_name="hours")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed: the organisation’s own page says so"), ("likely", "likely: a reliable third party says so"), ("old", "old: the source is from before 2022"), ("unconfirmed", "unconfirmed: no source was found")],
                        default="unconfirmed",
                        help_text="Visitors see only numbers that are confirmed.",
                        max_length=12,
                        verbose_name="confidence",
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                ("as_of", networks.partial_dates.PartialDateField(blank=True, help_text="Year, month and year, or day: 2013, 5.2013 or 23.7.2019", max_length=10, verbose_name="as of")),
                ("checked_on", models.DateField(blank=True, help_text="The day on which somebody called, or saw it on the live page.", null=True, verbose_name="checked on")),
            ],
            options={
                "verbose_name": "phone",
                "verbose_name_plural": "phones",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("site", models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site")),
                ("organisation_name", models.CharField(blank=True, max_length=120, verbose_name="name of the organisation")),
                ("organisation_name_sr_latn", models.CharField(blank=True, max_length=120, null=True, verbose_name="name of the organisation")),
                ("organisation_name_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="name of the organisation")),
                ("footer_text", models.TextField(blank=True, max_length=500, verbose_name="text in the footer")),
                ("footer_text_sr_latn", models.TextField(blank=True, max_length=500, null=True, verbose_name="text in the footer")),
                ("footer_text_en", models.TextField(blank=True, max_length=500, null=True, verbose_name="text in the footer")),
                ("website", models.URLField(blank=True, verbose_name="website of the organisation")),
                ("website_sr_latn", models.URLField(blank=True, null=True, verbose_name="website of the organisation")),
                ("website_en", models.URLField(blank=True, null=True, verbose_name="website of the organisation")),
                ("corrections_email", models.EmailField(blank=True, help_text="“Report an error” on the page of an organisation writes to it. Left empty, there is no such link.", max_length=254, verbose_name="e-mail for corrections")),
                ("open_data_licence", models.CharField(blank=True, help_text="Such as: CC BY 4.0. Stands beside the downloads and in them. Fill it in only when the organisation has decided.", max_length=200, verbose_name="licence of the open data")),
                ("open_data_licence_sr_latn", models.CharField(blank=True, help_text="Such as: CC BY 4.0. Stands beside the downloads and in them. Fill it in only when the organisation has decided.", max_length=200, null=True, verbose_name="licence of the open data")),
                ("open_data_licence_en", models.CharField(blank=True, help_text="Such as: CC BY 4.0. Stands beside the downloads and in them. Fill it in only when the organisation has decided.", max_length=200, null=True, verbose_name="licence of the open data")),
                ("open_data_licence_url", models.URLField(blank=True, verbose_name="address of the licence")),
                ("our_organisation", models.ForeignKey(blank=True, help_text="Threads on maps go out from it, and it is left out where others are compared with it.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="networks.organisation", verbose_name="our own organisation")),
                (
                    "border_drawing",
                    models.CharField(
                        choices=[("dashed", "one country with a dashed line"), ("two", "two countries"), ("none", "one country without a line")], default="dashed", help_text="The shapes of the maps have two areas; this says how the line between them is drawn.", max_length=10, verbose_name="Serbia and Kosovo on maps"
                    ),
                ),
                ("map_footnote", models.CharField(blank=True, help_text="Stands below every map. Left empty, there is none.", max_length=400, verbose_name="footnote of the maps")),
                ("map_footnote_sr_latn", models.CharField(blank=True, help_text="Stands below every map. Left empty, there is none.", max_length=400, null=True, verbose_name="footnote of the maps")),
                ("map_footnote_en", models.CharField(blank=True, help_text="Stands below every map. Left empty, there is none.", max_length=400, null=True, verbose_name="footnote of the maps")),
            ],
            options={
                "verbose_name": "site",
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(set_workflow, migrations.RunPython.noop),
    ]
