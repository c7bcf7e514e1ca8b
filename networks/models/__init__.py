"""Page types and snippets, one a file: fields, panels and rules. Code elsewhere imports them from here.

Models import no room that asks questions of them; viewed.py says how a page type finds what it shows.
"""

from networks.models.deed import Deed
from networks.models.field_of_work import FieldOfWork
from networks.models.glossary_term import GlossaryTerm
from networks.models.home_page import HomePage
from networks.models.map_page import MapPage
from networks.models.membership import Membership
from networks.models.network_index_page import NetworkIndexPage
from networks.models.network_page import NetworkPage
from networks.models.organisation import Organisation
from networks.models.organisation_index_page import OrganisationIndexPage
from networks.models.overlaps_page import OverlapsPage
from networks.models.public_phone import PublicPhone
from networks.models.site_settings import SiteSettings
from networks.models.standard_page import StandardPage
from networks.models.starter_record import StarterRecord
from networks.models.stated_count import StatedCount
from networks.models.strategic_direction import StrategicDirection
from networks.models.timeline_page import TimelinePage

__all__ = [
    "Deed",
    "FieldOfWork",
    "HomePage",
    "MapPage",
    "Membership",
    "NetworkIndexPage",
    "NetworkPage",
    "Organisation",
    "OrganisationIndexPage",
    "OverlapsPage",
    "PublicPhone",
    "SiteSettings",
    "StandardPage",
    "StarterRecord",
    "StatedCount",
    "StrategicDirection",
    "GlossaryTerm",
    "TimelinePage",
]
