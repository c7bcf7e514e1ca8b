"""The page of the yardstick."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class EmptyPage(Page):
    """A title and one text."""

    body = RichTextField(blank=True)
    template = "emptiest/empty_page.html"
