"""A migration is one that the code of the release before survives: it answers while the database is migrated.

First expand (a new column that old code may leave out), then, a release later when nothing reads the old one
any more, contract. A migration that contracts says so: `contracts = "why old code survives it"` in its class.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.contracts import sources

# Those of the first release: no older code has ever answered beside them.
FIRST_RELEASE = {
    "accounts": 4, "caching": 3, "cyrillic": 1, "editing": 1, "link_checks": 1, "networks": 5, "pages": 3,
    "runs": 1, "safety": 2, "search": 2, "spreadsheets": 2, "tasks": 1, "translations": 1, "uploads": 2,
}  # fmt: skip
GONE = (
    migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel,
    migrations.AlterModelTable,
)  # fmt: skip
NARROWER = (migrations.AddConstraint, migrations.AlterUniqueTogether)


def breaks(operation: Any, before: ProjectState, app: str) -> str:
    """Return what old code would meet; nothing where it survives."""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return next(filter(None, (breaks(each, before, app) for each in operation.database_operations)), "")
    if isinstance(operation, GONE):
        return "old code still asks for it"
    if isinstance(operation, NARROWER):
        return "old code may write what it refuses"
    if isinstance(operation, migrations.RunSQL):
        return "nobody can tell what it does"
    if isinstance(operation, migrations.AddField):
        return _added(operation.field)
    if isinstance(operation, migrations.AlterField):
        known = before.models[app, operation.model_name_lower].fields[operation.name]
        return _altered(known, operation.field)
    return ""


def _added(field: models.Field) -> str:
    may_be_left_out = field.null or field.many_to_many or field.has_db_default() or field.generated
    return "" if may_be_left_out else "old code writes rows without it: null=True or db_default"


def _altered(old: models.Field, new: models.Field) -> str:
    if old.get_internal_type() != new.get_internal_type() or old.db_column != new.db_column:
        return "old code reads and writes another type or column"
    if old.null and not new.null and not new.has_db_default():
        return "old code still writes rows without it"
    if new.unique and not old.unique:
        return "old code may write what it refuses"
    if new.max_length is not None and (old.max_length is None or new.max_length < old.max_length):
        return "old code may write more than fits"
    return ""


def problems(
    migration: migrations.Migration, state: ProjectState, new: set[tuple[str, str]]
) -> Iterator[str]:
    """Yield what is wrong with a migration, and bring `state` past it; old code knows no table in `new`."""
    app = migration.app_label
    for operation in migration.operations:
        table = app, str(getattr(operation, "model_name", getattr(operation, "name", ""))).lower()
        if isinstance(operation, migrations.CreateModel):
            new.add(table)
        problem = breaks(operation, state, app)
        if problem and table not in new and not getattr(migration, "contracts", ""):
            yield f"{app}.{migration.name}: {operation.describe()}: {problem}"
        operation.state_forwards(app, state)


def test_old_code_survives_every_migration_since_the_first_release() -> None:
    ours = {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in sources.ROOMS}
    loader = MigrationLoader(None)
    plans = [loader.graph.forwards_plan(leaf) for leaf in loader.graph.leaf_nodes()]
    state, found, new = ProjectState(), [], set()
    for label, name in dict.fromkeys(step for plan in plans for step in plan):
        is_judged = label in ours and int(name[:4]) > FIRST_RELEASE.get(label, 0)
        told = list(problems(loader.graph.nodes[label, name], state, new if is_judged else set()))
        found += told if is_judged else []
    assert not found


def migration(*operations: Any, **attributes: str) -> migrations.Migration:
    made = migrations.Migration("0009_tried", "tried")
    made.operations = list(operations)
    vars(made).update(attributes)
    return made


def known() -> ProjectState:
    state = ProjectState()
    fields = [
        ("id", models.AutoField(primary_key=True)),
        ("name", models.CharField(max_length=50)),
        ("note", models.TextField(null=True)),
    ]
    state.add_model(ModelState("tried", "Thing", fields))
    return state


@pytest.mark.parametrize(
    ("operation", "complaint"),
    [
        (migrations.RemoveField("thing", "name"), "still asks"),
        (migrations.RenameField("thing", "name", "title"), "still asks"),
        (migrations.DeleteModel("Thing"), "still asks"),
        (migrations.AddField("thing", "size", models.IntegerField(default=0)), "without it"),
        (migrations.AlterField("thing", "note", models.TextField(default="")), "without it"),
        (migrations.AlterField("thing", "name", models.CharField(max_length=20)), "more than fits"),
        (migrations.AlterField("thing", "name", models.CharField(max_length=50, unique=True)), "refuses"),
        (migrations.AlterField("thing", "name", models.IntegerField()), "another type"),
        (migrations.RunSQL("DROP TABLE tried_thing"), "nobody can tell"),
    ],
)
def test_what_old_code_does_not_survive_is_refused_unless_it_says_why(operation: Any, complaint: str) -> None:
    (problem,) = problems(migration(operation), known(), set())
    assert complaint in problem
    assert not list(problems(migration(operation, contracts="no release reads it since 0.2"), known(), set()))


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("thing", "size", models.IntegerField(null=True)),
        migrations.AddField("thing", "size", models.IntegerField(db_default=0)),
        migrations.AlterField("thing", "name", models.CharField(max_length=90)),
        migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))]),
        migrations.RunPython(migrations.RunPython.noop),
    ],
)
def test_what_only_adds_is_taken(operation: Any) -> None:
    assert not list(problems(migration(operation), known(), set()))
