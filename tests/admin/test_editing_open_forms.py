"""Opening a form waits for nobody who writes more often than it must."""

import datetime
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.models import EditingSession

from networks.models import StandardPage
from tests.admin.conftest import edit_page

WRITES = ("INSERT", "UPDATE", "DELETE")


def test_a_form_that_opens_writes_once_and_old_sessions_are_forgotten(
    client_of: Callable[..., Client], page: StandardPage
) -> None:
    client = client_of("Urednice")
    client.get(edit_page(page))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(edit_page(page))
    written = [query["sql"] for query in asked if query["sql"].startswith(WRITES)]
    assert len(written) == 1 and "wagtailadmin_editingsession" in written[0]
    old = EditingSession.objects.order_by("pk").first()
    EditingSession.objects.filter(pk=old.pk).update(last_seen_at=timezone.now() - datetime.timedelta(hours=2))
    client.get(edit_page(page))
    assert not EditingSession.objects.filter(pk=old.pk).exists() and EditingSession.objects.count() == 2
