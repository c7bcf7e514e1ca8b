"""Which statements count as a change of what visitors are shown."""

import pytest
from django.apps import apps

from astra_site.caching import tables

SHOWN = {"networks", "pages", "safety", "search", "taggit", "uploads", "wagtailredirects", "wagtaildocs"}

WRITTEN = [
    'INSERT INTO "TABLE" ("name") VALUES (%s)',
    'INSERT OR IGNORE INTO "TABLE" ("name") VALUES (%s)',
    'UPDATE "TABLE" SET "live" = %s WHERE "TABLE"."id" IN (%s)',
    'DELETE FROM "TABLE" WHERE "id" = %s',
    'replace into "TABLE" ("name") VALUES (%s)',
    "\n  UPDATE TABLE SET path = 1",
]


def test_every_table_of_content_counts_whatever_is_written_to_it() -> None:
    names = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in SHOWN or model._meta.label in {"wagtailcore.Site", "wagtailcore.Locale"}
    ]
    # Which rows came with the starter content, nobody is shown.
    names.remove("networks_starterrecord")
    assert len(names) > 30
    for table in names:
        for written in WRITTEN:
            statement = written.replace("TABLE", table)
            assert tables.written(statement) == table, statement


@pytest.mark.parametrize(
    "statement",
    [
        'SELECT 1 FROM "pages_basepage"',
        'INSERT INTO "django_session" VALUES (%s)',
        'UPDATE "accounts_user" SET "last_login" = %s',
        'UPDATE "mfa_authenticator" SET "last_used_at" = %s',
        'UPDATE "account_emailaddress" SET "verified" = %s',
        'UPDATE "runs_run" SET "well_at" = %s',
        'INSERT INTO "wagtailcore_revision" ("content") VALUES (%s)',
        'UPDATE "pages_basepage" SET "latest_revision_id" = %s, "draft_title" = %s WHERE "id" = %s',
        'UPDATE "wagtailadmin_editingsession" SET "last_seen_at" = %s',
        'SAVEPOINT "s1"',
    ],
)
def test_drafts_sessions_and_the_work_of_staff_do_not(statement: str) -> None:
    assert tables.written(statement) is None


@pytest.mark.parametrize(
    "column",
    [
        "draft_title", "expire_at", "go_live_at", "has_unpublished_changes", "latest_revision_created_at",
        "latest_revision_id", "locked", "locked_at", "locked_by_id",
    ],
)  # fmt: skip
def test_nothing_that_a_draft_changes_of_a_page_does(column: str) -> None:
    statement = 'UPDATE "pages_basepage" SET "COLUMN" = %s WHERE "live" = %s'
    assert tables.written(statement.replace("COLUMN", column)) is None


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ('UPDATE "pages_basepage" SET "draft_title" = %s, "title" = %s WHERE "id" = %s', "pages_basepage"),
        ('TRUNCATE "pages_basepage", "networks_networkpage"', tables.ANY),
    ],
)
def test_a_draft_beside_something_that_is_shown_counts_and_in_doubt_all_tables_do(statement, table) -> None:
    assert tables.written(statement) == table


def test_what_is_read_is_noted_with_all_tables_that_a_question_joins() -> None:
    with tables.noted() as outer:
        with tables.noted() as inner:
            tables.note_read(
                'SELECT "a"."x" FROM "a" INNER JOIN "b" ON (1) WHERE "x" IN (SELECT "y" FROM "c")'
            )
        tables.note_read('SELECT 1 FROM "d"')
    tables.note_read('SELECT 1 FROM "e"')
    assert inner - tables.READ_BY_ALL == {"a", "b", "c"}
    assert outer == inner | {"d"}
