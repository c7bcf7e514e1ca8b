"""Makes the database of the yardstick: `python -m tests.bench.emptiest.make`."""

import os

import django
from django.core.management import call_command


def main() -> None:
    """Migrate, and put one page where the home page is."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.emptiest.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    from wagtail.models import Page, Site

    from tests.bench.emptiest.models import EmptyPage

    root = Page.objects.get(depth=1)
    page = root.add_child(
        instance=EmptyPage(title="Home", slug="empty", body=f"<p>{'Some text. ' * 1000}</p>")
    )
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": page})


if __name__ == "__main__":
    main()
