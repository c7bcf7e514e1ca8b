"""Who may do what with an upload, as Wagtail asks it: of a kind, of one, of a list."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from astra_site.uploads.models import SiteImage
from astra_site.uploads.permissions import may_replace

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
OF_ONE = ("change", "delete", "choose")
ROLES = ("Urednice", "Moderatorke", "Prevoditeljke", "Administratorke", "Bezbednost")


@pytest.fixture
def person_of(django_user_model: Any) -> Any:
    def make(*roles: str) -> Any:
        person = django_user_model.objects.create_user(f"osoba-{'-'.join(roles)}")
        person.groups.set(Group.objects.filter(name__in=roles))
        return person

    return make


@pytest.fixture(params=["picture", "document"])
def kind(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """The policy of a kind of uploads, and its model."""
    model = SiteImage if request.param == "picture" else get_document_model()
    return policy_registry.get_by_type(model), model


def made(model: Any, owner: Any) -> Any:
    fields = {"width": 1, "height": 1} if model is SiteImage else {}
    return model.objects.create(title="x", file="x", uploaded_by_user=owner, **fields)


# Own, others': what may be done with each.
EXPECTED = {
    "Urednice": ({"add", "change", "delete", "choose"}, {"change", "choose"}),
    "Moderatorke": ({"add", "change", "delete", "choose"},) * 2,
    # They describe pictures in English, and link to documents.
    "Prevoditeljke": ({"change", "choose"},) * 2,
    "Administratorke": ({"add", "change", "delete", "choose"},) * 2,
    "": (set(), set()),
}


@pytest.mark.parametrize("role", EXPECTED)
def test_each_role_does_with_her_own_and_with_others_what_is_written(
    role: str, kind: tuple[Any, Any], person_of: Any, owner: Any
) -> None:
    policy, model = kind
    person = person_of(*([role] if role else []))
    own, others = made(model, person), made(model, owner)
    found = [
        {action for action in OF_ONE if policy.user_has_permission_for_instance(person, action, thing)}
        for thing in (own, others)
    ]
    left_out = {SiteImage: "choose"}.get(model, "change") if role == "Prevoditeljke" else ""
    may = [what - {left_out} for what in EXPECTED[role]]
    expected = [what - {"add"} for what in may]
    assert found == expected
    assert policy.user_has_permission(person, "add") is ("add" in EXPECTED[role][0])
    assert policy.user_has_permission(person, "delete") is ("delete" in EXPECTED[role][0])
    lists = {
        action: set(policy.instances_user_has_permission_for(person, action)) & {own, others}
        for action in OF_ONE
    }
    assert lists == {
        action: {thing for thing, allowed in zip((own, others), may, strict=True) if action in allowed}
        for action in lists
    }
    # Asked of several at once, it is enough that one of them may be done.
    either = ["change", "delete"]
    assert policy.user_has_any_permission_for_instance(person, either, others) is ("change" in may[1])
    assert set(policy.instances_user_has_any_permission_for(person, either)) & {own, others} == (
        {own, others} if "change" in may[0] else set()
    )


def test_publishers_owners_and_the_program_replace_what_is_used(
    person_of: Any, owner: Any, django_assert_num_queries: Any
) -> None:
    assert may_replace(None) and may_replace(owner)
    assert {role: may_replace(person_of(role)) for role in ROLES} == {
        "Urednice": False, "Moderatorke": True, "Prevoditeljke": False, "Administratorke": True,
        "Bezbednost": False,
    }  # fmt: skip
    known = person_of("Urednice", "Moderatorke")
    with django_assert_num_queries(1):
        # For each line of a list.
        assert [may_replace(known) for _ in range(3)] == [True] * 3


def test_nobody_does_nothing(kind: tuple[Any, Any], owner: Any) -> None:
    policy, model = kind
    thing = made(model, owner)
    assert not any(policy.user_has_permission_for_instance(AnonymousUser(), act, thing) for act in OF_ONE)


@pytest.fixture
def owner(django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("vlasnica")
