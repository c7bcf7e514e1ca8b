"""The way out of the site for those whose browser runs no script."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from astra_site.safety.destination import exit_destination


@csrf_exempt
def leave(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the neutral destination, whatever method the browser used.

    303, so that a POST becomes a GET of the destination. "cache" is not cleared: it can hang Chrome.
    """
    return HttpResponse(
        status=303,
        headers={
            "Location": exit_destination(request),
            "Cache-Control": "no-store",
            "Clear-Site-Data": '"cookies", "storage"',
            "Referrer-Policy": "no-referrer",
        },
    )
