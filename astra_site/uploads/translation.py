"""Which fields of pictures have languages."""

from modeltranslation.translator import TranslationOptions, register

from astra_site.uploads.models import SiteImage


@register(SiteImage)
class SiteImageTranslation(TranslationOptions):
    fields = ("alt_text",)
