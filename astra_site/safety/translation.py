"""Which fields of hotlines have languages."""

from modeltranslation.translator import TranslationOptions, register

from astra_site.safety.models import Hotline


@register(Hotline)
class HotlineTranslation(TranslationOptions):
    fields = Hotline.translated_fields
    required_languages = {"sr-latn": ("name",)}
