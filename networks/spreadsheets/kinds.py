"""Kinds of cells that know the domain: countries, fields of work, addresses, formatted text."""

import re
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from astra_site import languages
from networks import countries
from networks.clean_html import clean_rich_text
from networks.spreadsheets.cells import CellError, Kind, Line

_check_url = URLValidator(schemes=["http", "https"])


class RichText(Kind):
    """Formatted text as HTML; plain text becomes paragraphs."""

    def parse(self, text: str) -> str:
        """Sanitise."""
        html = super().parse(text)
        if "<" not in html:
            parts = [part.strip() for part in re.split(r"\n\s*\n", html) if part.strip()]
            html = "".join(f"<p>{escape(part, quote=False)}</p>".replace("\n", "<br>") for part in parts)
        return clean_rich_text(html).strip()


def is_rich_text_kept(text: str) -> bool:
    """Tell whether sanitising takes nothing out of `text` but spaces and the way it is written."""
    if "<" not in text:
        return True

    tags, kept = (re.findall(r"<\s*\w", html) for html in (text, clean_rich_text(text)))
    return len(tags) == len(kept) and "style=" not in text


class CountryCode(Line):
    """A code of ISO 3166-1."""

    def parse(self, text: str) -> str:
        """Refuse what is not a code; say which code a country's name has."""
        typed = super().parse(text)
        if not typed or typed.upper() in countries.names(languages.ENGLISH):
            return typed.upper()
        code = countries.code_of(typed)
        if code:
            raise CellError(_("Write the country's code: %(code)s.") % {"code": code})
        raise CellError(
            _("“%(value)s” is not a country. Write its code of two letters: RS.") % {"value": typed}
        )


class URL(Line):
    """An address on the web."""

    def parse(self, text: str) -> str:
        """Refuse anything but http and https."""
        url = super().parse(text)
        if not url:
            return ""
        try:
            _check_url(url)
        except ValidationError as error:
            raise CellError(_("“%(value)s” is not an address on the web.") % {"value": url}) from error
        return url


class Email(Line):
    """An e-mail address."""

    def parse(self, text: str) -> str:
        """Refuse what is none."""
        email = super().parse(text)
        if not email:
            return ""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CellError(_("“%(value)s” is not an e-mail address.") % {"value": email}) from error
        return email


class FieldsOfWork(Kind):
    """Keys, with commas between."""

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self.known = known

    def to_text(self, value: Any) -> str:
        """Write the keys in their order."""
        return ", ".join(sorted(value))

    def parse(self, text: str) -> str:
        """Refuse unknown keys."""
        keys = {key.strip() for key in re.split(r"[,;\n]", text) if key.strip()}
        unknown = sorted(keys - self.known)
        if unknown:
            message = _("There is no field of work “%(key)s”.")
            raise CellError(" ".join(message % {"key": key} for key in unknown))
        return ", ".join(sorted(keys))

    def to_value(self, text: str) -> list[str]:
        """Return the keys."""
        return text.split(", ") if text else []


class LanguageCode(Line):
    """A language by its BCP 47 tag, such as de or sr-Latn."""

    def parse(self, text: str) -> str:
        """Refuse what is no language."""
        code = super().parse(text)
        if code and not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", code):
            raise CellError(_("“%(value)s” is not the code of a language.") % {"value": code})
        return code
