"""What is found, and what comes first: on organisations whose names no text of the site has."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from astra_site.safety.models import Hotline
from astra_site.search import indexing
from astra_site.search.best_answers import AnswerLine, best_answers
from astra_site.search.corrections import one_slip, suggestions
from astra_site.search.excerpts import LENGTH, excerpt, lines_found, with_marks
from astra_site.search.models import BestAnswer, SearchEntry, Synonyms
from astra_site.search.query import find
from astra_site.search.uploads import public_documents
from networks.models import NetworkPage, Organisation
from tests.factories import fresh

pytestmark = pytest.mark.django_db
Make = Callable[..., Organisation]


@pytest.fixture
def make() -> Make:
    """Return a function that publishes an organisation of this name."""

    def publish(name: str, **fields: Any) -> Organisation:
        organisation = Organisation.objects.create(name_sr_latn=name, live=True, **fields)
        organisation.save_revision().publish()
        return organisation

    return publish


def titles(question: str, language: str = "sr-latn") -> list[str]:
    return [entry.title for entry in find(question, language).entries]


def test_who_has_more_of_the_question_comes_before_who_has_one_word_of_it_more_often(make: Make) -> None:
    make("Kvazimodo kvazimodo kvazimodo")
    make("Nešto o kvazimodu", about_sr_latn="<p>I kvazirakovi.</p>")
    make("Kvazirak")
    assert titles("kvazimodo kvazirak")[0] == "Nešto o kvazimodu"


def test_what_is_called_just_so_comes_before_what_only_begins_so(make: Make) -> None:
    make("Aa Kvazimodografija")
    make("Bb Kvazimodo")
    assert titles("kvazimodo") == ["Bb Kvazimodo", "Aa Kvazimodografija"]


def test_a_rare_word_may_not_be_missing_a_common_one_may(make: Make) -> None:
    make("Kvazirak Niš")
    assert titles("mreža kvazirak organizacija")[0] == "Kvazirak Niš"
    assert not find("mreža kvazirak", "sr-latn").is_partial
    partial = find("kvazirak qxqxqx", "sr-latn", is_literal=True)
    assert (partial.is_partial, partial.unknown, partial.total) == (True, ("qxqxqx",), 1)
    nothing = find("qxqxqx", "sr-latn", is_literal=True)
    assert (nothing.is_partial, nothing.total, nothing.page, nothing.pages) == (False, 0, 1, 1)


def test_two_words_find_what_is_written_as_one(make: Make) -> None:
    make("Kvazirakovi")
    results = find("kvazi rakovi", "sr-latn")
    assert ([entry.title for entry in results.entries], results.is_partial) == (["Kvazirakovi"], False)


def test_a_page_before_the_first_is_the_first(make: Make) -> None:
    assert find("mreža", "sr-latn", 0) == find("mreža", "sr-latn", -3) == find("mreža", "sr-latn", 1)


def test_the_best_way_to_write_a_word_is_offered_wherever_it_was_read_first(make: Make) -> None:
    make("Zz kvazicvetic")
    make("Zz Kvazicvetić")
    make("Zz kvazicvetić")
    make("Zz KVAZICVETIC")
    assert find("kvazicvetix", "sr-latn").corrected == "kvazicvetić"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # An exchange is likelier than another letter, another letter than a first one.
        ("krvaomxda", "krvaomoda"), ("kvazimdoo", "kvazimodo"), ("lvazimodo", "kvazimodo"),
        ("kvaz", ""), ("kvazimodo1x", ""),
    ],
)  # fmt: skip
def test_of_two_words_the_likelier_slip_is_put_right(typed: str, meant: str, make: Make) -> None:
    for name in ("Kvazimodo", "Krvaomoda"):
        make(name)
    assert find(typed, "sr-latn").corrected.lower() == meant


def test_of_two_as_likely_the_commoner_word_is_meant(make: Make) -> None:
    make("Kvazimota")
    for number in range(2):
        make(f"Kvazimoga {number}")
    assert find("kvazimoxa", "sr-latn").corrected.lower() == "kvazimoga"


def test_words_of_best_answers_are_known_too() -> None:
    assert find("kvaziputokxz", "sr-latn").corrected == ""
    network = NetworkPage.objects.get(slug="ban")
    BestAnswer.objects.create(page=network.basepage_ptr, serbian_words="kvaziputokaz")
    assert find("kvaziputokxz", "sr-latn").corrected == "kvaziputokaz"


def test_a_word_and_one_slip_from_it() -> None:
    found = one_slip("abcdef")
    assert {"bcdef", "abcde", "bacdef", "abcdfe", "xbcdef", "abcdex", "xabcdef", "abcdefx"} <= found
    assert "abcdef" not in found and "abcd" not in found and "badcef" not in found
    assert {other[0] for other in one_slip("abcde")} == {"a"}
    assert {other[0] for other in one_slip("abcdef")} > {"a", "x"}


def test_what_comes_close_is_offered_in_the_place_of_the_word_alone(make: Make) -> None:
    for ending in ("aba", "ebe", "obo", "ubu"):
        make(f"Kvazimont{ending}")
    words = ["centar", "kvazimontibi"]
    offered = suggestions(words, {"kvazimontibi"}, "sr-latn")
    assert len(offered) == 3 and all(question.startswith("centar Kvazimont") for question in offered)
    assert suggestions(["centar"], set(), "sr-latn") == []
    # Two letters longer or shorter at most.
    assert suggestions(["kvazimontabaxyz"], {"kvazimontabaxyz"}, "sr-latn") == []


def test_what_has_not_changed_is_not_written_again_and_what_is_withdrawn_goes(make: Make) -> None:
    organisation, other = make("Kvazimodo", name_en="Quasimodo"), make("Kvazimodo drugi")
    entries = SearchEntry.objects.filter(title__startswith="Kvazimodo").order_by("pk")
    before = list(entries.values_list("pk", flat=True))
    indexing.index_many([organisation, other])
    assert list(entries.values_list("pk", flat=True)) == before
    organisation.live = False
    indexing.index(organisation)
    assert titles("kvazimodo") == ["Kvazimodo drugi"] and titles("quasimodo", "en") == []
    organisation.live = True
    indexing.index_many([organisation, other])
    assert sorted(titles("kvazimodo")) == ["Kvazimodo", "Kvazimodo drugi"]


def test_while_the_index_is_paused_nothing_is_written_and_then_all_at_once(make: Make) -> None:
    with indexing.paused():
        organisation = make("Kvazimodo")
        assert titles("kvazimodo") == []
    assert titles("kvazimodo") == ["Kvazimodo"]
    with pytest.raises(ZeroDivisionError), indexing.paused():
        indexing.index(organisation)
        raise ZeroDivisionError
    make("Kvazirak")
    assert titles("kvazirak") == ["Kvazirak"]


def test_a_rebuilt_index_is_told_and_has_all_that_is_published_and_nothing_else(make: Make) -> None:
    make("Kvazimodo")
    Organisation.objects.create(name_sr_latn="Kvaziskriveni", live=False)
    SearchEntry.objects.filter(title="Kvazimodo").delete()
    assert indexing.rebuild() == SearchEntry.objects.count()
    assert titles("kvazimodo") == ["Kvazimodo"] and titles("kvaziskriveni") == []
    Organisation.objects.filter(name_sr_latn="Kvazimodo").update(live=False)
    assert indexing.out_of_step()[1] == 1


def test_the_newest_of_each_kind_are_compared_with_the_index(make: Make, monkeypatch: Any) -> None:
    monkeypatch.setattr(indexing, "MOST_LOOKED_AT", 1)
    first, last = make("Kvazimodo"), make("Kvazirak")
    assert indexing.out_of_step()[1] == 0
    Organisation.objects.filter(pk=first.pk).update(name_sr_latn="Promenjena")
    assert indexing.out_of_step()[1] == 0
    Organisation.objects.filter(pk=last.pk).update(name_sr_latn="Promenjena")
    assert indexing.out_of_step()[1] == 1


def test_a_synonym_of_more_words_needs_all_of_them(make: Make) -> None:
    make("Kvazi modo")
    make("Kvazi rak")
    Synonyms.objects.create(serbian_words="skkz\nkvazi modo")
    assert titles("skkz") == ["Kvazi modo"]
    # The longest phrase of a question counts.
    Synonyms.objects.create(serbian_words="skkz žuto\nkvazi rak")
    assert titles("skkz žuto") == ["Kvazi rak"]


def test_the_answer_that_fits_best_comes_first_numbers_before_pages() -> None:
    BestAnswer.objects.all().delete()
    for slug, words in (("ban", "kvazi\nkvazi rak zelen"), ("gmcn", "kvazi rak"), ("ein", "kvazi")):
        page = NetworkPage.objects.get(slug=slug).basepage_ptr
        BestAnswer.objects.create(page=page, serbian_words=words)

    def pages(question: str) -> list[str]:
        return [link.url for link in best_answers(question, "sr-latn").pages]

    assert pages("kvazi rak zelen") == ["/mreze/ban/", "/mreze/gmcn/"]
    assert pages("kvazi rak") == ["/mreze/gmcn/", "/mreze/ban/"]
    police = Hotline.objects.get(dial_string="192")
    BestAnswer.objects.create(hotline=police, serbian_words="kvazi")
    both = best_answers("kvazi rak 116 000", "sr-latn")
    assert [hotline.dial_string for hotline in both.hotlines] == ["116000", "192"] and not both.pages
    one = best_answers("kvazi rak", "sr-latn")
    assert ([hotline.pk for hotline in one.hotlines], len(one.pages)) == ([police.pk], 1)
    assert one.pages[0].lead == NetworkPage.objects.get(slug="gmcn").lead_sr_latn
    assert one and both and not best_answers("qxqxqx", "sr-latn")


def test_every_beginning_of_a_line_has_to_be_asked() -> None:
    line = AnswerLine(frozenset({"zen"}), ("nest", "det"), "sr-latn")
    assert line.length == 3
    assert line.is_in(" nestalo dete", {"zen"})
    assert not line.is_in(" nestalo", {"zen"}) and not line.is_in(" nestalo dete", set())


def test_an_excerpt_begins_and_ends_with_whole_words() -> None:
    text = f"{'početak ' * 60}Niš {'svršetak ' * 60}".strip()
    shown = str(excerpt(text, {"nis"}, "sr-latn"))
    assert shown.startswith("… početak") and shown.endswith("svršetak …")
    assert str(excerpt("Kratko o Nišu", {"nis"}, "sr-latn")) == "Kratko o <mark>Nišu</mark>"
    beginning = str(excerpt(text, {"nepoznato"}, "sr-latn"))
    assert beginning.startswith("početak") and beginning.endswith("početak …")
    assert str(excerpt("a" * 400, set(), "sr-latn")) == f"{'a' * LENGTH} …"
    end = str(excerpt(f"{'početak ' * 60}Niš", {"nis"}, "sr-latn"))
    assert end.endswith("<mark>Niš</mark>")


def test_a_contact_is_marked_whole_and_lines_are_no_more_than_two() -> None:
    marked = with_marks("Pišite: info@astra.rs!", {"@info@astra.rs", "astra", "pisite"}, "sr-latn")
    assert str(marked) == "<mark>Pišite</mark>: <mark>info@astra.rs</mark>!"
    lines = lines_found(["prva", "druga nis", "treća", "Niš", "o Nišu"], {"nis"}, "sr-latn")
    assert [line.text for line in lines] == ["druga nis", "Niš"]


def test_documents_of_a_collection_below_a_private_one_are_private_too() -> None:
    private = Collection.get_first_root_node().add_child(name="Poverljivo")
    below = private.add_child(name="Još dublje")
    model = public_documents().model
    made = [model.objects.create(title=str(place), collection=place, file="documents/x.pdf") for place in
            (private, below, Collection.get_first_root_node())]  # fmt: skip
    assert set(made) <= set(public_documents())
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert set(made) & set(public_documents()) == {made[2]}


def test_a_long_question_is_shortened_in_the_title_and_numbered_on(client: Client) -> None:
    long = "kvazi " * 20
    title = client.get("/pretraga/", {"q": long}).context["heading"]
    assert len(title.partition(" – ")[0]) == 60 and title.partition(" – ")[0].endswith("...")
    assert client.get("/pretraga/").context["heading"] == "Pretraga"
    second = client.get("/pretraga/", {"q": "mreža", "page": "2"}).context
    assert (second["first_number"], second["results"].page) == (11, 2)
    assert second["paging"].previous == "q=mre%C5%BEa"


def test_a_page_that_moves_takes_what_is_below_it_along_and_the_home_page_stays() -> None:
    network = NetworkPage.objects.get(slug="ban")
    home = network.get_parent().get_parent().specific
    before = set(SearchEntry.objects.values_list("language", "url"))
    home.slug = "naslovna"
    home.save()
    assert set(SearchEntry.objects.values_list("language", "url")) == before
    network = fresh(network)
    network.slug_en = "ban-platform-quasi"
    network.save()
    changed = set(SearchEntry.objects.values_list("language", "url")) - before
    assert changed == {("en", "/en/networks/ban-platform-quasi/")}
