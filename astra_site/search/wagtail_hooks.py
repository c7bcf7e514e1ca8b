"""The search in the admin."""

from wagtail.snippets.models import register_snippet

from astra_site.search.viewsets import SearchGroup

register_snippet(SearchGroup)
