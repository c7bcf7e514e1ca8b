"""Thousands of organisations, networks and memberships, written in bulk."""

import random

from django.utils import timezone, translation

from astra_site.serbian.folding import slugify
from astra_site.serbian.sorting import sort_key
from networks.countries import country_choices
from networks.models import FieldOfWork, Membership, NetworkIndexPage, NetworkPage, Organisation
from networks.models.membership import MembershipKind

BATCH = 1000
KINDS = [MembershipKind.MEMBER] * 8 + [MembershipKind.PARTNER, MembershipKind.FOUNDER]
FIRST = "Udruženje Centar Fondacija Savez Inicijativa Grupa Ženski Đački Džez Ljudski Njegovo Čuvari".split()
SECOND = (
    "za prava žena",
    "protiv nasilja",
    "Atina",
    "Ćutanje",
    "Šansa",
    "Život",
    "nestale dece",
    "migranata",
)


def make(organisations: int = 10_000, networks: int = 100, memberships: int = 50_000, seed: int = 1) -> None:
    """Add so many published organisations, networks and memberships to what is there."""
    chance = random.Random(seed)
    # Wagtail keeps Serbian in the database's own columns, whichever language is active.
    with translation.override("sr-latn"):
        made = _organisations(organisations, chance)
        _work(made, chance)
        _memberships(made, _networks(networks), memberships, chance)


def _organisations(number: int, chance: random.Random, first: int = 0) -> list[Organisation]:
    countries = [code for code, _name in country_choices()]
    towns = {
        country: [f"{country} mesto {town}" for town in range(chance.randint(1, 25))] for country in countries
    }
    now = timezone.now()
    made = []
    for count in range(first, first + number):
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {count}"
        country = "RS" if chance.random() < 0.2 else chance.choice(countries)
        town = chance.choice(towns[country])
        made.append(
            Organisation(
                name_sr_latn=name,
                name_en=f"{name} (English)",
                slug_sr_latn=slugify(name),
                slug_en=f"{slugify(name)}-en",
                sort_key_sr_latn=sort_key(name),
                sort_key_en=sort_key(name),
                country=country,
                city_sr_latn=town,
                city_en=town,
                latitude=round(chance.uniform(-60, 70), 4),
                longitude=round(chance.uniform(-180, 180), 4),
                do_not_publish_location=chance.random() < 0.05,
                website=f"https://{count}.example/",
                about_sr_latn=f"<p>Organizacija broj {count} pomaže ženama i deci. {'Tekst. ' * 20}</p>",
                live=True,
                first_published_at=now,
                last_published_at=now,
            )
        )
    return Organisation.objects.bulk_create(made, batch_size=BATCH)


def _work(organisations: list[Organisation], chance: random.Random) -> None:
    through = Organisation.fields_of_work.through
    fields = list(FieldOfWork.objects.values_list("pk", flat=True))
    through.objects.bulk_create(
        [
            through(organisation_id=organisation.pk, fieldofwork_id=field)
            for organisation in organisations
            for field in chance.sample(fields, chance.randint(0, min(4, len(fields))))
        ],
        batch_size=BATCH,
    )


def _networks(number: int, first: int = 0) -> list[NetworkPage]:
    parent = NetworkIndexPage.objects.live().first()
    return [
        parent.add_child(
            instance=NetworkPage(
                title=f"Velika mreža {count}",
                title_en=f"Large network {count}",
                slug=f"velika-mreza-{count}",
                slug_en=f"large-network-{count}",
                short_name_sr_latn=f"Mreža {count}",
                short_name_en=f"Network {count}",
                lead_sr_latn="Zajednički rad organizacija.",
                lead_en="Organisations that work together.",
            )
        )
        for count in range(first, first + number)
    ]


def _memberships(
    organisations: list[Organisation], networks: list[NetworkPage], number: int, chance: random.Random
) -> None:
    """Spread the memberships unevenly, as they are: the first network has a good part of them."""
    weights = [1 / (place + 2) for place in range(len(networks))]
    chosen = chance.choices(networks, weights, k=number)
    Membership.objects.bulk_create(
        [
            Membership(
                network=network,
                organisation=chance.choice(organisations),
                kind=chance.choice(KINDS),
                since=str(chance.randint(1990, 2025)),
                is_former=chance.random() < 0.05,
                sort_order=place,
            )
            for place, network in enumerate(chosen)
        ],
        batch_size=BATCH,
    )


def network_with(members: int) -> NetworkPage:
    """Add a published network with so many members, half of them with a date and a note, and return it."""
    with translation.override("sr-latn"):
        organisations = _organisations(members, random.Random(members), first=10_000 * members)
        network = _networks(1, first=10_000 + members)[0]
        Membership.objects.bulk_create(
            [
                Membership(
                    network=network,
                    organisation=organisation,
                    kind=KINDS[place % len(KINDS)],
                    since="2013-05" if place % 2 else "",
                    note_sr_latn="Napomena." if place % 2 else "",
                    sort_order=place,
                )
                for place, organisation in enumerate(organisations)
            ],
            batch_size=BATCH,
        )
    return network
