"""What a translator is told of a field, from one publication to the next."""

import pytest

from astra_site.languages.fields import translated_fields
from astra_site.languages.normalised import digest, readable
from astra_site.pages.models import BasePage
from astra_site.safety.models import Hotline
from astra_site.translations import decisions, recording
from astra_site.translations.models import FieldTranslation
from astra_site.translations.roots import roots
from astra_site.translations.states import Decision, State
from astra_site.uploads.models import SiteImage
from networks.models import (
    FieldOfWork,
    Membership,
    NetworkPage,
    Organisation,
    PublicPhone,
    SiteSettings,
    StandardPage,
    StatedCount,
    StrategicDirection,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A published page whose lead is in both languages."""
    home = BasePage.objects.get(depth=2)
    page = factories.make_page(home, "Poseta", title_en="Visit")
    return publish(page, lead_sr_latn="Dođite u ponedeljak.", lead_en="Come on Monday.")


@pytest.fixture
def translator(django_user_model):
    """Somebody who decides."""
    return django_user_model.objects.create_superuser("prevoditeljka")


def publish(page, **fields):
    """Publish `page` with changed fields and return it as it is then."""
    latest = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def row(owner, field):
    """Return what is recorded of `field`."""
    return recording.of_root(owner).get(field=field)


def decide(field_row, decision, person):
    """Decide on what `person` sees now."""
    field_row.refresh_from_db()
    return decisions.decide(field_row.pk, decision, person, field_row.source)


# The registry


def test_every_kind_of_thing_with_an_english_text_is_known():
    models = set(roots())
    assert {NetworkPage, StandardPage, Organisation, Hotline, FieldOfWork, SiteSettings, SiteImage} <= models
    assert BasePage not in models
    assert Membership not in models
    assert "note" in translated_fields(Membership)
    assert "what" in translated_fields(StatedCount)
    assert translated_fields(StrategicDirection) == ("text",)
    assert translated_fields(PublicPhone) == ("label", "hours")


def test_the_title_and_the_texts_for_search_engines_count_and_addresses_do_not():
    assert {"title", "seo_title", "search_description", "lead", "body"} <= set(
        translated_fields(StandardPage)
    )
    for model in roots():
        assert not {"slug", "url_path", "sort_key"} & set(translated_fields(model))


def test_what_a_model_calls_translated_is_what_is_found_but_for_addresses():
    for model in (NetworkPage, Organisation, Hotline, FieldOfWork, SiteSettings, Membership):
        assert set(model.translated_fields) - {"slug"} <= set(translated_fields(model))


# The states


def test_the_starter_content_is_current_everywhere():
    states = set(FieldTranslation.objects.values_list("state", flat=True))
    assert states <= {State.CURRENT, State.NOTHING}
    assert FieldTranslation.objects.filter(state=State.CURRENT).count() > 500


def test_serbian_without_english_is_missing(page):
    publish(page, lead_en="")
    assert row(page, "lead").state == State.MISSING


def test_no_serbian_is_nothing_to_translate(page):
    publish(page, lead_sr_latn="", lead_en="")
    assert row(page, "lead").state == State.NOTHING


def test_a_change_of_the_serbian_marks_just_that_field_outdated(page):
    publish(page, lead_sr_latn="Dođite u utorak.")
    assert row(page, "lead").state == State.OUTDATED
    others = recording.of_root(page).exclude(field="lead")
    assert set(others.values_list("state", flat=True)) <= {State.CURRENT, State.NOTHING}


def test_a_new_english_text_is_current_again(page):
    publish(page, lead_sr_latn="Dođite u utorak.")
    publish(page, lead_en="Come on Tuesday.")
    assert row(page, "lead").state == State.CURRENT


def test_a_serbian_text_that_goes_back_to_what_it_was_brings_the_state_back(page):
    old = page.live_revision
    publish(page, lead_sr_latn="Dođite u utorak.")
    old.publish()
    assert row(page, "lead").state == State.CURRENT


def test_a_draft_changes_no_state(page):
    page.lead_sr_latn = "Dođite u sredu."
    page.save_revision()
    assert row(page, "lead").state == State.CURRENT


@pytest.mark.parametrize(
    "text",
    ["  Dođite u ponedeljak. ", "Dođite  u\nponedeljak."],
)
def test_whitespace_is_no_change(page, text):
    publish(page, lead_sr_latn=text)
    assert row(page, "lead").state == State.CURRENT


def test_block_keys_and_empty_paragraphs_of_rich_text_are_no_change():
    assert digest('<p data-block-key="a1b2c">Radi <b>noću</b>.</p>') == digest(
        '<p data-block-key="xyz98">Radi <b>noću</b>.</p>\n'
    )
    assert digest('<p data-block-key="a1b2c"></p>') == ""
    assert digest("<p>Radi noću.</p>") != digest("<p>Radi <b>noću</b>.</p>")
    # As an editor of text sends it back.
    assert digest("<p>i&nbsp;noću</p>") == digest("<p>i\u00a0noću</p>") == digest("<p>i noću</p>")


def test_block_ids_of_a_stream_are_no_change_but_words_order_and_links_are():
    block = StandardPage._meta.get_field("body").stream_block

    def stream(*blocks):
        return block.to_python([{"type": kind, "value": value, "id": key} for kind, value, key in blocks])

    first = stream(("heading", "Rad", "1"), ("paragraph", '<p data-block-key="q">Noću.</p>', "2"))
    again = stream(("heading", "Rad", "7"), ("paragraph", '<p data-block-key="w">Noću.</p>', "8"))
    assert digest(first) == digest(again)
    assert digest(first) != digest(stream(("paragraph", "<p>Noću.</p>", "1"), ("heading", "Rad", "2")))
    assert digest(stream()) == ""
    assert readable(first) == "Rad\nNoću."


def test_saving_a_page_once_more_without_a_change_changes_no_state_of_a_stream():
    network = NetworkPage.objects.get(slug="at-mreza")
    before = list(FieldTranslation.objects.values_list("pk", "source", "target", "state"))
    network.get_latest_revision_as_object().save_revision().publish()
    assert list(FieldTranslation.objects.values_list("pk", "source", "target", "state")) == before


def test_members_counts_and_phones_have_states_of_their_own():
    network = NetworkPage.objects.get(slug="at-mreza")
    latest = network.get_latest_revision_as_object()
    count = latest.stated_counts.all()[0]
    count.what_sr_latn = "organizacija i udruženja"
    latest.stated_counts.add(count)
    latest.save_revision().publish()
    changed = recording.of_root(network).filter(state=State.OUTDATED)
    assert [(one.owner_type.model, one.field) for one in changed] == [("statedcount", "what")]


def test_a_row_added_in_a_draft_keeps_its_state_through_publications(translator):
    network = NetworkPage.objects.get(slug="at-mreza")
    latest = network.get_latest_revision_as_object()
    latest.strategic_directions.add(
        StrategicDirection(text_sr_latn="Podrška deci.", sort_order=99),
    )
    revision = latest.save_revision()
    revision.publish()
    missing = recording.of_root(network).get(state=State.MISSING)
    decide(missing, Decision.BLANK, translator)
    revision.publish()
    kept = recording.of_root(network).get(state=State.BLANK)
    assert StrategicDirection.objects.get(pk=kept.owner_id).text_sr_latn == "Podrška deci."
    assert kept.decided_by == translator


def test_what_is_deleted_is_forgotten(page):
    BasePage.objects.get(pk=page.pk).delete()
    assert not FieldTranslation.objects.filter(label="Poseta").exists()


def test_of_a_row_that_is_taken_out_nothing_is_left_to_translate():
    network = NetworkPage.objects.get(slug="preugovor")
    network.strategic_directions.add(StrategicDirection(text_sr_latn="Kratak pravac"))
    network.save_revision().publish()
    known = recording.of_root(network).filter(source_text="Kratak pravac")
    assert known.get().state == State.MISSING

    network = NetworkPage.objects.get(pk=network.pk)
    network.strategic_directions.set([])
    network.save_revision().publish()
    assert not known.exists()


def test_an_unpublished_page_is_not_shown_and_its_decisions_stay(page, translator):
    publish(page, lead_en="")
    decide(row(page, "lead"), Decision.BLANK, translator)
    page.refresh_from_db()
    page.unpublish()
    assert not recording.of_root(page).filter(is_public=True).exists()
    page.get_latest_revision().publish()
    assert row(page, "lead").state == State.BLANK
    assert row(page, "lead").is_public


def test_what_has_no_drafts_is_recorded_when_it_is_saved():
    field_of_work = FieldOfWork.objects.create(key="proba", name_sr_latn="Proba", name_en="Trial")
    assert row(field_of_work, "name").state == State.CURRENT
    field_of_work.name_sr_latn = "Druga proba"
    field_of_work.save()
    assert row(field_of_work, "name").state == State.OUTDATED


def test_a_draft_of_a_snippet_changes_nothing_until_it_is_published():
    hotline = Hotline.objects.first()
    hotline.hours_sr_latn = "samo radnim danima"
    revision = hotline.save_revision()
    assert row(hotline, "hours").state == State.CURRENT
    revision.publish()
    assert row(hotline, "hours").state == State.OUTDATED


# Decisions


def test_still_valid_lasts_until_the_serbian_changes_again(page, translator):
    publish(page, lead_sr_latn="Dođite u ponedeljak!")
    assert decide(row(page, "lead"), Decision.STILL_VALID, translator).state == State.STILL_VALID
    publish(page, lead_sr_latn="Dođite u petak!")
    assert row(page, "lead").state == State.OUTDATED
    publish(page, lead_sr_latn="Dođite u ponedeljak!")
    assert row(page, "lead").state == State.STILL_VALID


def test_intentionally_blank_ends_when_somebody_writes_english(page, translator):
    publish(page, lead_en="")
    assert decide(row(page, "lead"), Decision.BLANK, translator).state == State.BLANK
    publish(page, lead_en="Come on Monday.")
    publish(page, lead_en="")
    assert row(page, "lead").state == State.MISSING


def test_a_decision_can_be_taken_back(page, translator):
    publish(page, lead_sr_latn="Dođite u petak!")
    decide(row(page, "lead"), Decision.STILL_VALID, translator)
    assert decide(row(page, "lead"), decisions.WITHDRAWN, translator).state == State.OUTDATED


def test_nobody_decides_on_a_serbian_text_that_they_have_not_seen(page, translator):
    publish(page, lead_sr_latn="Dođite u petak!")
    seen = row(page, "lead")
    publish(page, lead_sr_latn="Dođite u subotu!")
    with pytest.raises(decisions.CannotDecideError):
        decisions.decide(seen.pk, Decision.STILL_VALID, translator, seen.source)


@pytest.mark.parametrize("decision", [Decision.STILL_VALID, Decision.BLANK, decisions.WITHDRAWN, "nonsense"])
def test_there_is_nothing_to_decide_on_a_current_translation(page, translator, decision):
    with pytest.raises(decisions.CannotDecideError):
        decide(row(page, "lead"), decision, translator)


def test_the_text_that_was_last_confirmed_is_kept_to_compare_with(page, translator):
    publish(page, lead_sr_latn="Dođite u petak.")
    assert row(page, "lead").confirmed_text == "Dođite u ponedeljak."
    decide(row(page, "lead"), Decision.STILL_VALID, translator)
    publish(page, lead_sr_latn="Dođite u subotu.")
    assert row(page, "lead").confirmed_text == "Dođite u petak."


def test_recording_everything_again_changes_nothing():
    before = list(FieldTranslation.objects.order_by("pk").values())
    assert recording.record_everything() > 100
    assert list(FieldTranslation.objects.order_by("pk").values()) == before
