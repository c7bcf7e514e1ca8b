import pytest


@pytest.fixture
def moderator(django_user_model, db):
    """A person who may do everything."""
    return django_user_model.objects.create_superuser("moderatorka")
