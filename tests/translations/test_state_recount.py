"""Whatever people do in whatever order, the stored states are those that a recount finds."""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from astra_site.translations import decisions, recording
from astra_site.translations.models import FieldTranslation
from astra_site.translations.report import counts, in_overview
from networks.models import NetworkPage, StrategicDirection
from tests.database import examples
from tests.translations.recount import recount

pytestmark = pytest.mark.django_db

TEXTS = st.sampled_from(["", "Prva rečenica.", "Druga rečenica.", " Prva  rečenica. "])
ENGLISH = st.sampled_from(["", "First sentence.", "Second sentence."])
ACTIONS = st.one_of(
    st.tuples(st.just("serbian"), TEXTS),
    st.tuples(st.just("english"), ENGLISH),
    st.tuples(st.just("draft"), st.none()),
    st.tuples(st.just("publish"), st.none()),
    st.tuples(st.just("publish"), st.none()),
    st.tuples(st.just("revert"), st.integers(0, 5)),
    st.tuples(st.just("still_valid"), st.none()),
    st.tuples(st.just("intentionally_blank"), st.none()),
    st.tuples(st.just("withdrawn"), st.none()),
    st.tuples(st.just("unpublish"), st.none()),
    st.tuples(st.just("new_row"), TEXTS),
)


@dataclass
class Remembered:
    """All that has been published and decided of one field, and nothing worked out from it."""

    events: list[tuple] = field(default_factory=list)

    def state(self) -> str:
        """Work the state out from the beginning."""
        source = target = written_for = said = said_of = ""
        for kind, *what in self.events:
            if kind == "published":
                source = " ".join(what[0].split())
                if what[1] != target:
                    target, written_for, said = what[1], source if what[1] else "", ""
            else:
                said, said_of = ("", "") if kind == "withdrawn" else (kind, source)
        if not source:
            return "nothing_to_translate"
        if not target:
            return "intentionally_blank" if (said, said_of) == ("intentionally_blank", source) else "missing"
        if written_for == source:
            return "current"
        return "still_valid" if (said, said_of) == ("still_valid", source) else "outdated"


class Desk:
    """One network on which people work."""

    def __init__(self, person) -> None:
        self.person = person
        self.page = NetworkPage.objects.get(slug="at-mreza")
        self.draft = self.page.get_latest_revision_as_object()
        self.lead = Remembered([("published", self.draft.our_role_note_sr_latn, self.draft.our_role_note_en)])
        self.revisions = [self.page.get_latest_revision()]

    def do(self, action: str, what) -> None:
        """Do one thing."""
        if action == "serbian":
            self.draft.our_role_note_sr_latn = what
        elif action == "english":
            self.draft.our_role_note_en = what
        elif action == "new_row":
            self.draft.strategic_directions.add(StrategicDirection(text_sr_latn=what or "x", sort_order=9))
        elif action in ("draft", "publish"):
            self.revisions.append(self.draft.save_revision(clean=False))
            if action == "publish":
                self._publish(self.revisions[-1])
        elif action == "revert":
            self._publish(self.revisions[what % len(self.revisions)])
        elif action == "unpublish":
            NetworkPage.objects.get(pk=self.page.pk).unpublish()
        else:
            self._decide(action)

    def _publish(self, revision) -> None:
        revision.refresh_from_db()
        revision.publish()
        public = NetworkPage.objects.get(pk=self.page.pk)
        self.lead.events.append(("published", public.our_role_note_sr_latn, public.our_role_note_en))

    def _decide(self, decision: str) -> None:
        row = self.row()
        try:
            decisions.decide(row.pk, decision, self.person, row.source)
        except decisions.CannotDecideError:
            return
        self.lead.events.append((decision,))

    def row(self) -> FieldTranslation:
        """Return what is stored."""
        return recording.of_root(self.page).get(field="our_role_note")


@settings(
    max_examples=examples(15),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=st.lists(ACTIONS, max_size=12))
def test_the_stored_state_is_what_the_whole_history_gives(actions, django_user_model):
    person, _made = django_user_model.objects.get_or_create(username="p", defaults={"is_superuser": True})
    with transaction.atomic():
        desk = Desk(person)
        for action, what in actions:
            desk.do(action, what)
            assert desk.row().state == desk.lead.state()
        assert counts(in_overview()) == recount()
        # The next example begins with the starter content again.
        transaction.set_rollback(True)
