"""What safety changes and listens to from the start."""

from astra_site.safety import admin_widgets
from astra_site.safety.hotlines import HOTLINES
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings

admin_widgets.start_choosers_without_inline_scripts()
HOTLINES.depends_on(ChosenHotline, Hotline, SafetySettings)
