"""What the page tree tells the rest of the site."""

from django.dispatch import Signal

# A page stands elsewhere than before, in one language or both, and with it all pages below it.
# Sent with `page` and `before` (redirects.Before), inside the transaction.
paths_changed = Signal()
