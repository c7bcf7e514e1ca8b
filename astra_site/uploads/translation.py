"""Lets pictures have languages. django-modeltranslation looks for this module's name."""

from astra_site.languages.registering import register_models_of

register_models_of("uploads")
