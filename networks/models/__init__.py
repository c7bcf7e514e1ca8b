"""Page types and snippets, one a file: fields, panels and rules. Code elsewhere imports them from here.

Models import no room that asks questions of them; viewed.py says how a page type finds what it shows.
fact.py is how a field of a record is described once, choices.py how a choice carries its words. Parts of an
organisation: place.py, contacts.py, activity.py, sourced.py, and organisation_redirects.py for its old
addresses. What page types share: listing.py, choosing.py, easy_read.py.
"""

from networks.models.deed import Deed as Deed
from networks.models.field_of_work import FieldOfWork as FieldOfWork
from networks.models.glossary_term import GlossaryTerm as GlossaryTerm
from networks.models.home_page import HomePage as HomePage
from networks.models.map_page import MapPage as MapPage
from networks.models.membership import Membership as Membership
from networks.models.network_index_page import NetworkIndexPage as NetworkIndexPage
from networks.models.network_page import NetworkPage as NetworkPage
from networks.models.organisation import Organisation as Organisation
from networks.models.organisation_index_page import OrganisationIndexPage as OrganisationIndexPage
from networks.models.overlaps_page import OverlapsPage as OverlapsPage
from networks.models.public_phone import PublicPhone as PublicPhone
from networks.models.site_settings import SiteSettings as SiteSettings
from networks.models.standard_page import StandardPage as StandardPage
from networks.models.starter_record import StarterRecord as StarterRecord
from networks.models.stated_count import StatedCount as StatedCount
from networks.models.strategic_direction import StrategicDirection as StrategicDirection
from networks.models.timeline_page import TimelinePage as TimelinePage
