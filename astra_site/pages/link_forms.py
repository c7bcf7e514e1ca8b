"""The forms of links in rich text, with the labels that Wagtail gives in English only."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers


class LinkTextMixin(forms.Form):
    """The words that become the link."""

    link_text = forms.CharField(label=_("Text of the link"), required=False)


class ExternalLinkForm(LinkTextMixin, choosers.ExternalLinkChooserForm):
    """A link to another site."""

    url = choosers.URLOrAbsolutePathField(label=_("Address"))


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
