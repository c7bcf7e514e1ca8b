"""Models of the domain hold data: what asks questions of them stands above and is known by name only."""

from importlib import import_module
from inspect import signature

import pytest
from django.apps import apps

from networks.models.viewed import ViewedMixin
from tests.contracts import sources

# What stands on the ground or beside the models and imports none of them.
BELOW = {
    "networks.blocks",
    "networks.countries",
    "networks.forms",
    "networks.models",
    "networks.memberships_panel",
    "networks.partial_dates",
    "networks.rich_text",
    "networks.stream_field",
}
VIEWED = [model for model in apps.get_models() if issubclass(model, ViewedMixin)]


@pytest.mark.parametrize("path", sources.python_files("networks/models"), ids=lambda path: path.name)
def test_a_model_imports_nothing_that_asks_questions_of_it(path) -> None:
    of_the_domain = {name for name in sources.imports(path) if name.split(".")[0] == "networks"}
    assert {name for name in of_the_domain if ".".join(name.split(".")[:2]) not in BELOW} == set()


@pytest.mark.parametrize("model", VIEWED, ids=lambda model: model.__name__)
def test_what_a_page_shows_is_found_by_the_module_of_its_name(model) -> None:
    assert model.view_name == f"networks.pages.{sources.snake(model.__name__)}"
    assert signature(import_module(model.view_name).context)
