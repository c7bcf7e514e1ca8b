"""Copies of pictures as a task: drawing them takes seconds, an AVIF of a megapixel up to nine."""

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from astra_site.tasks import background
from astra_site.tasks.progress import each
from astra_site.tasks.running import Work
from astra_site.uploads import renditions
from astra_site.uploads.models import SiteImage


@background.task(attempts=3)
def make_copies(work: Work, model: str, pk: int) -> str:
    """Make the copies that the page of an object asks for."""
    thing = apps.get_model(model)._default_manager.filter(pk=pk).first()
    shown = list(renditions.shown_by(thing)) if thing else []
    for image, shape in each(work, shown, len(shown)):
        renditions.make(image, shape)
    return _("The copies are there.")


@background.task(attempts=3)
def renew_copies(work: Work, pk: int) -> str:
    """Make the copies of a picture with a new file wherever it is shown."""
    for image in SiteImage.objects.filter(pk=pk):
        renditions.make_where_used(image, work)
    return _("The copies are there.")


def start_copies(thing: Model) -> None:
    """Have the copies made that the page of `thing` asks for and that are not there."""
    if any(renditions.lacks_copies(image, shape) for image, shape in renditions.shown_by(thing)):
        title = _("Copies of the pictures of “%(name)s”") % {"name": thing}
        background.start(make_copies, title, model=thing._meta.label, pk=thing.pk)


def start_renewing(image: SiteImage) -> None:
    """Have the copies of `image` made for all that shows it, if anything does."""
    if renditions.is_shown(image):
        title = _("Copies of the picture “%(name)s”") % {"name": image.title}
        background.start(renew_copies, title, pk=image.pk)
