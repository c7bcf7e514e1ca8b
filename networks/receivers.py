"""What the domain connects to the rest of the site when it has started.

Organisations can be found, caches keep in step, and the editor learns what texts may hold.
"""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from astra_site.editing.own_drafts import OwnDraftsPolicy
from networks import consequences, footer, organisation_search, rich_text_features
from networks.directory import freshness
from networks.models import Organisation

hooks.register("register_rich_text_features", rich_text_features.register_language_features)
organisation_search.connect()
freshness.connect()
footer.connect()
consequences.connect()
register_permission_policy(Organisation, OwnDraftsPolicy(Organisation))
