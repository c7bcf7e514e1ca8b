"""The database is made by the migrations alone."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from astra_site.pages.models import BasePage


def test_every_migration_ran_on_the_empty_test_database(db):
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_the_root_that_wagtail_made_has_a_path_in_both_languages(db):
    root = BasePage.objects.get(depth=1)

    assert (root.url_path, root.url_path_en) == ("/", "/")


def test_the_sites_home_page_has_one_path_for_all_languages(db):
    page = Site.objects.get(is_default_site=True).root_page

    assert page.url_path_en == page.url_path == f"/{page.slug}/"


@pytest.mark.parametrize("app", ["networks", "pages", "safety"])
def test_no_migration_holds_block_definitions(app):
    from importlib import import_module
    from pathlib import Path

    folder = Path(str(import_module(f"{app if app == 'networks' else f'astra_site.{app}'}").__file__)).parent
    for migration in (folder / "migrations").glob("0*.py"):
        assert "block_lookup" not in migration.read_text()
