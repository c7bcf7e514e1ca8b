"""Where an organisation is, and whether anybody may know."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from astra_site.editing.language_panels import pair
from astra_site.languages.fallback import plain
from networks.countries import country_choices, country_name
from networks.memberships_panel import SecretPlacePanel
from networks.models.fact import Fact, FactKind


class CoordinatesPrecision(models.TextChoices):
    """What a pair of coordinates points at."""

    CITY = "city", _("centre of the town")
    DISTRICT = "district", _("part of the town")
    ADDRESS = "address", _("address")


class PlaceMixin(models.Model):
    """Town, country and coordinates; of a secret place the public learns the country alone."""

    city = models.CharField(_("town"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True, db_index=True)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    coordinates_precision = models.CharField(
        _("precision of the coordinates"),
        max_length=10,
        choices=CoordinatesPrecision,
        default=CoordinatesPrecision.CITY,
    )
    do_not_publish_location = models.BooleanField(
        _("keep the place secret"),
        default=False,
        help_text=_("No town, coordinates or dot on a map appear anywhere on the site or in its downloads."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse half a pair of coordinates."""
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError(
                {"longitude": _("Latitude and longitude belong together: fill in both or neither.")}
            )

    @property
    def country_name(self) -> str:
        """Return the country's name in the active language."""
        return country_name(self.country)

    @property
    def public_city(self) -> str:
        """Return the town in the active language; empty when the place is secret."""
        return "" if self.do_not_publish_location else plain(self, "city")


PLACE_FACTS = (
    Fact("city", is_translated=True, public="town", is_place=True, is_searched=True, is_listed=True),
    Fact("country", FactKind.COUNTRY, public="country", public_words="country_name", is_searched=True,
         is_listed=True),
    Fact("latitude", FactKind.NUMBER, public="latitude", is_place=True, needs=("longitude",),
         explanation=_("Degrees with a point: 44.8125.")),
    Fact("longitude", FactKind.NUMBER, public="longitude", is_place=True, needs=("latitude",),
         explanation=_("Degrees with a point: 20.4612.")),
    Fact("coordinates_precision", FactKind.CHOICE, public="coordinates_precision",
         public_words="coordinates_precision_name",
         needs=("latitude", "longitude")),
    Fact("do_not_publish_location", FactKind.BOOLEAN, column="keep_place_secret"),
)  # fmt: skip


def place_panels() -> list:
    """Return the panels for a place."""
    return [
        pair("city"),
        FieldPanel("country"),
        MultiFieldPanel(
            [
                FieldRowPanel(["latitude", "longitude", "coordinates_precision"]),
                # In the form of a new organisation; from then on by the panel, at once and for every draft.
                FieldPanel("do_not_publish_location"),
                SecretPlacePanel(),
            ],
            heading=_("On the map"),
        ),
    ]
