"""What is known of the translation of every field."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from astra_site.translations.roots import field_label
from astra_site.translations.states import Decision, PublishedState, State


class FieldTranslation(models.Model):
    """The state of one field of one object, as it was published last.

    It is derived from the published texts and from what people decided, and written down so that
    thousands of fields are counted and filtered without reading a page. `recording` keeps it true.
    """

    # What a translator opens, and the object with the field: the same one, or a part of it.
    root_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    root_id = models.PositiveBigIntegerField()
    root = GenericForeignKey("root_type", "root_id")
    owner_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    owner_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=60)

    label = models.CharField(_("name"), max_length=255, blank=True)
    is_public = models.BooleanField(default=True)
    state = models.CharField(_("state"), max_length=24, choices=State)
    source_text = models.TextField(_("Serbian"), blank=True)
    # Name and Serbian text, folded as the public search folds.
    search_text = models.TextField(blank=True)

    # Digests of the texts, see states.PublishedState.
    source = models.CharField(max_length=64, blank=True)
    target = models.CharField(max_length=64, blank=True)
    written_for = models.CharField(max_length=64, blank=True)

    decision = models.CharField(_("decision"), max_length=24, choices=Decision, blank=True)
    decided_for = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # The Serbian that the English was written for or declared valid for: what changes are shown from.
    confirmed_text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        ordering = ["label", "root_type", "root_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner_type", "owner_id", "field"], name="translation_of_a_field")
        ]
        indexes = [
            models.Index(fields=["root_type", "root_id"], name="translation_root"),
            models.Index(fields=["is_public", "state"], name="translation_state"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.field_label}"

    @property
    def known(self) -> PublishedState:
        """Return what the state is worked out from."""
        return PublishedState(self.target, self.written_for, self.decision, self.decided_for)

    @property
    def field_label(self) -> str:
        """Return the field's name for people."""
        model = self.owner_type.model_class()
        return field_label(model, self.field) if model else self.field

    @property
    def kind(self) -> str:
        """Return what sort of object it is, for people."""
        model = self.root_type.model_class()
        return str(model._meta.verbose_name) if model else self.root_type.model

    @property
    def anchor(self) -> str:
        """Return the id of the place in the edit form where the field stands."""
        return anchor(self.owner_type, self.owner_id, self.field)


def anchor(owner_type: ContentType, owner_id: int | None, field: str) -> str:
    """Return the id of the place in an edit form where a field stands."""
    return f"translation-{owner_type.model}-{owner_id}-{field}"
