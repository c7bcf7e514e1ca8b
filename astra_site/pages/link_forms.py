"""Links in rich text: their forms, with the labels that Wagtail gives in English only, and what is stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.forms import choosers
from wagtail.admin.rich_text.converters.contentstate import link_entity

from astra_site import links


class LinkTextMixin(forms.Form):
    """The words that become the link."""

    link_text = forms.CharField(label=_("Text of the link"), required=False)


class ExternalLinkForm(LinkTextMixin, choosers.ExternalLinkChooserForm):
    """A link to another site."""

    url = choosers.URLOrAbsolutePathField(label=_("Address"), validators=[links.validate_link])


class AnchorLinkForm(LinkTextMixin, choosers.AnchorLinkChooserForm):
    """A link to a place on the same page."""


class EmailLinkForm(LinkTextMixin, choosers.EmailLinkChooserForm):
    """A link that begins a message."""

    email_address = forms.EmailField(label=_("E-mail address"))
    subject = forms.CharField(label=_("Subject"), required=False)
    body = forms.CharField(label=_("Message"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class PhoneLinkForm(LinkTextMixin, choosers.PhoneLinkChooserForm):
    """A link that dials."""

    phone_number = forms.CharField(label=_("Phone number"))


def stored_link(props: dict[str, Any]) -> Any:
    """Return a link of the editor as it is stored; what a form has not seen may be pasted, or forged."""
    if props.get("id") is None and not links.is_allowed(props.get("url") or ""):
        return DOM.create_element("a", {}, props["children"])
    return link_entity(props)
