"""Easy-to-read versions of pages, and a glossary, with what each role may do with its terms."""

import astra_site.languages.source_language
import modelsearch.index
import networks.stream_field
from django.db import migrations, models

from astra_site.accounts import granting

TERM = "networks.glossaryterm"
EVERYTHING = ("add", "change", "delete", "view")
GRANTS = {
    "editors": {TERM: ("view",)},
    "moderators": {TERM: EVERYTHING},
    # Their English texts; the rest is kept from translators field by field.
    "translators": {TERM: ("change", "view")},
    "administrators": {TERM: EVERYTHING},
}


def grant(apps, schema_editor):
    granting.grant(apps, GRANTS)


class Migration(migrations.Migration):

    dependencies = [
        ("networks", "0003_members_have_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(help_text="Stands in addresses and files. Do not change it.", unique=True, verbose_name="key")),
                ("word", models.CharField(max_length=80, verbose_name="term")),
                ("word_sr_latn", models.CharField(max_length=80, null=True, verbose_name="term")),
                ("word_en", models.CharField(max_length=80, null=True, verbose_name="term")),
                ("explanation", models.TextField(help_text="One to three short sentences, without other difficult words.", max_length=400, verbose_name="what it means")),
                ("explanation_sr_latn", models.TextField(help_text="One to three short sentences, without other difficult words.", max_length=400, null=True, verbose_name="what it means")),
                ("explanation_en", models.TextField(help_text="One to three short sentences, without other difficult words.", max_length=400, null=True, verbose_name="what it means")),
                ("other_forms", models.CharField(blank=True, help_text="With commas between them. Cases are found by themselves; write here what is not, such as an abbreviation or a genitive plural with a new vowel.", max_length=200, verbose_name="other forms")),
                ("other_forms_sr_latn", models.CharField(blank=True, help_text="With commas between them. Cases are found by themselves; write here what is not, such as an abbreviation or a genitive plural with a new vowel.", max_length=200, null=True, verbose_name="other forms")),
                ("other_forms_en", models.CharField(blank=True, help_text="With commas between them. Cases are found by themselves; write here what is not, such as an abbreviation or a genitive plural with a new vowel.", max_length=200, null=True, verbose_name="other forms")),
                ("is_linked", models.BooleanField(default=True, help_text="Where a page first uses the term in its text, a link leads to the glossary.", verbose_name="link from texts")),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "glossary",
                "ordering": ["word_sr_latn"],
            },
            bases=(astra_site.languages.source_language.SourceLanguageMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name="networkpage",
            name="easy_read",
            field=networks.stream_field.SlimStreamField(blank=True, help_text="The same in short sentences, one thought each, without difficult words. It has a page of its own, and a link to it stands at the top of this one.", verbose_name="easy to read"),
        ),
        migrations.AddField(
            model_name="networkpage",
            name="easy_read_en",
            field=networks.stream_field.SlimStreamField(blank=True, help_text="The same in short sentences, one thought each, without difficult words. It has a page of its own, and a link to it stands at the top of this one.", null=True, verbose_name="easy to read"),
        ),
        migrations.AddField(
            model_name="networkpage",
            name="easy_read_sr_latn",
            field=networks.stream_field.SlimStreamField(blank=True, help_text="The same in short sentences, one thought each, without difficult words. It has a page of its own, and a link to it stands at the top of this one.", null=True, verbose_name="easy to read"),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="easy_read",
            field=networks.stream_field.SlimStreamField(blank=True, help_text="The same in short sentences, one thought each, without difficult words. It has a page of its own, and a link to it stands at the top of this one.", verbose_name="easy to read"),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="easy_read_en",
            field=networks.stream_field.SlimStreamField(blank=True, help_text="The same in short sentences, one thought each, without difficult words. It has a page of its own, and a link to it stands at the top of this one.", null=True, verbose_name="easy to read"),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="easy_read_sr_latn",
            field=networks.stream_field.SlimStreamField(blank=True, help_text="The same in short sentences, one thought each, without difficult words. It has a page of its own, and a link to it stands at the top of this one.", null=True, verbose_name="easy to read"),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
