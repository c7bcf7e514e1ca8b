"""What the domain connects to the rest of the site when it has started; called by apps.py."""

from wagtail import hooks

from networks import footer, organisation_search, rich_text_features
from networks.directory import freshness


def connect() -> None:
    """Let organisations be found, keep caches in step, and teach the editor what texts may hold."""
    hooks.register("register_rich_text_features", rich_text_features.register_language_features)
    organisation_search.connect()
    freshness.connect()
    footer.connect()
