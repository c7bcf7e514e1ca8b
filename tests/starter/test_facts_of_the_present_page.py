"""Every fact that ASTRA's present page states of a network stands on its new page, in both languages.

Each entry is a network's Serbian and English address and the words that carry its facts; stems are
cut where Serbian inflects. The list was drawn up from the present page, not from the starter files.
"""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

FACTS = {
    "/mreze/at-mreza/": [
        "Antitrafiking mreža", "AT mreža", "ASTRA mreža", "2002", "Republici Srbiji", "osnivačica",
        "lokalnim sredinama", "na nivou cele zemlje", "spreči, smanji i reši", "2021–2024",
        "Bolja informisanost osoba u riziku", "Čvršća međusektorska povezanost", "unutrašnji kapaciteti",
        "Veća vidljivost mreže", "nekoliko puta godišnje",
        "SOS telefon za žene i decu žrtve nasilja", "Nezavisni ženski centar", "Odbor za ljudska prava",
        "Centar za devojke", "Panonska aktivistička organizacija", "Forum žena", "Vlasotince",
        "Dimitrovgrad", "Vranje", "Niš", "Zrenjanin", "Užice", "Prijepolje",
    ],
    "/en/networks/at-network/": [
        "Anti-Trafficking Network", "AT Network", "ASTRA Network", "2002", "Republic of Serbia", "founder",
        "local communities", "across the whole country", "prevent, reduce and resolve", "2021–2024",
        "Better information for people at risk", "Stronger cross-sector links", "internal capacity",
        "Greater visibility", "several times a year", "Independent Women’s Centre", "Human Rights Committee",
        "Pannonian Activist Organisation", "Vlasotince", "Dimitrovgrad", "Vranje", "Niš", "Zrenjanin",
        "Užice", "Prijepolje",
    ],
    "/mreze/preugovor/": [
        "maj 2013.", "na inicijativu Beogradskog centra za bezbednosnu politiku", "preugovor.org",
        "6 organizacija", "poglavlja 23 i 24", "Pravosuđe i osnovna prava", "Pravda, sloboda i bezbednost",
        "vladavina prava", "predlaže", "demokratizaciji", "Centar za primenjene evropske studije", "Grupa 484",
        "Transparentnost Srbija", "Centar za istraživačko novinarstvo Srbije", "Autonomni ženski centar", "2016",
    ],
    "/en/networks/preugovor/": [
        "May 2013", "on the initiative of the Belgrade Centre for Security Policy", "preugovor.org",
        "6 organisations", "Chapters 23 and 24", "Judiciary and fundamental rights",
        "Justice, freedom and security", "rule of law", "proposes", "democratisation",
        "Centre for Applied European Studies", "Group 484", "Transparency Serbia",
        "Center for Investigative Journalism of Serbia", "Autonomous Women’s Center", "2016",
    ],
    "/mreze/zene-protiv-nasilja/": [
        "2005", "specijalističkih ženskih nevladinih organizacija", "Osnovni cilj Mreže je da osnaži i poveže",
        "individualnu podršku",
        "utiču na društvo", "feminističkih principa", "SOS telefone", "savetovališta", "skloništa",
        "sigurne kuće", "krizne centre", "Mreža je otvorena za organizacije i pojedinke",
        "istraživanjem, obrazovanjem, zagovaranjem i lobiranjem", "osnovne principe",
    ],
    "/en/networks/women-against-violence-network/": [
        "2005", "specialist women’s non-governmental organisations", "main aim is to strengthen and connect",
        "individual support", "change society",
        "feminist principles", "SOS hotlines", "counselling", "shelters", "safe houses", "crisis centres",
        "open to organisations and individual women", "research, education, advocacy and lobbying", "basic principles",
    ],
    "/mreze/ban/": [
        "Balkans ACT (Against Crime of Trafficking) Now!", "2013", "nosilac projekta", "6 partnerskih",
        "13 saradničkih", "tri faze", "sve tri su završene", "Evropska unija", "EuropeAid",
        "demokratizaciji i evropskim integracijama Zapadnog Balkana", "građanski aktivizam",
        "kapacitete mreža civilnog društva", "ljudskim pravima i vladavini prava",
        "javno zagovaranje, nezavisnu analizu i praćenje", "legitimitet, odgovornost, vidljivost i politički uticaj",
        "vrednostima, normama i standardima Evropske unije",
    ],
    "/en/networks/ban/": [
        "Balkans ACT (Against Crime of Trafficking) Now!", "2013", "lead organisation", "6 partner", "13 associate",
        "three phases", "all of which have been completed", "European Union", "EuropeAid",
        "democratisation and European integration of the Western Balkans", "civic activism",
        "capacity of civil society networks", "human rights and the rule of law",
        "advocacy, independent analysis and monitoring",
        "legitimacy, accountability, visibility and political influence",
        "values, norms and standards of the European Union",
    ],
    "/mreze/la-strada-international/": [
        "LSI", "26 organizacija članica", "2 pridružene članice", "23 evropske zemlje", "ljudska prava|ljudskih prava",
        "prava žrtava", "informacije i znanje", "jačaju kapacitete", "drugim sektorima", "zagovaraju",
        "evropske politike i propise", "programi osnaživanja", "grupe u riziku",
        "psihosocijalna, medicinska i pravna podrška", "stručno osposobljavanje", "skloništa", "reintegracija",
        "konsultacije i upućivanje", "preventivna predavanja", "podizanje svesti i medijske kampanje", "lobiranje",
    ],
    "/en/networks/la-strada-international/": [
        "LSI", "26 member organisations", "2 associate members", "23 European countries", "human rights",
        "victims’ rights", "information and knowledge", "build capacity", "other sectors", "advocate",
        "European policies and rules", "empowerment programmes", "groups at risk",
        "psychosocial, medical and legal support", "vocational training", "shelter", "reintegration",
        "consultation and referral", "prevention lectures", "awareness-raising and media campaigns", "lobbying",
    ],
    "/mreze/gaatw/": [
        "GAATW", "više od 80", "Bangkok", "Afrike, Azije, Evrope, Latinske Amerike", "Karipskih ostrva",
        "Severne Amerike", "organizacije za borbu protiv trgovine ljudima", "prava migranata", "preživele trgovinu ljudima",
        "radnica i radnika u domaćinstvima", "seksualnih radnica i radnika", "prava žena", "ugroženim grupama",
        "svih migranata i njihovih porodica", "globalnom tržištu rada", "formalnom i u neformalnom",
        "proizvodnja hrane i odeće", "poljoprivreda", "rad u domaćinstvu", "seksualni rad",
        "sličnih ropstvu",
    ],
    "/en/networks/gaatw/": [
        "GAATW", "more than 80", "Bangkok", "Africa, Asia, Europe, Latin America, the Caribbean and North America",
        "anti-trafficking organisations", "migrants’ rights", "trafficking survivors", "domestic workers",
        "sex workers", "women’s rights organisations", "vulnerable groups", "all migrants and their families",
        "global labour market", "formal or informal", "food and garment production", "agriculture",
        "domestic work", "sex work", "slavery-like",
    ],
    "/mreze/missing-children-europe/": [
        "MCE", "31 organizacija članica", "26 evropskih zemalja", "116000", "2012", "ASTRA", "odmah se|se odmah",
        "policiji u potrazi", "podršku", "prešlo granicu", "brzo obaveštava partnere u drugim zemljama",
    ],
    "/en/networks/missing-children-europe/": [
        "MCE", "31 member organisations", "26 European countries", "116000", "2012", "ASTRA",
        "as soon as a report is made", "police in the search", "support", "crossed a border", "quickly alerts partners in other countries",
    ],
    "/mreze/gmcn/": [
        "GMCN", "1998", "jul 2014|jula 2014", "višejezičn", "fotografije i informacije o nestaloj deci",
        "veb-sajtovima", "iskustva, mišljenja, projekte i inicijative", "mnogo članica",
    ],
    "/en/networks/gmcn/": [
        "GMCN", "1998", "July 2014", "multilingual database", "photographs and information on missing children",
        "websites", "experience, views, projects and initiatives", "many members",
    ],
    "/mreze/ein/": [
        "EIN", "Strazbur", "partnerska organizacija", "do kraja i na vreme izvrše",
        "Evropskog suda za ljudska prava", "evropske organizacije civilnog društva", "Saveta Evrope",
        "Komitetom ministara", "pravnike, organizacije civilnog društva i zajednice iz celog područja Saveta Evrope",
    ],
    "/en/networks/ein/": [
        "EIN", "Strasbourg", "partner organisation", "fully and on time",
        "European Court of Human Rights", "European civil society organisations", "Council of Europe",
        "Committee of Ministers", "lawyers, civil society organisations and communities from across the Council of Europe region",
    ],
    "/mreze/ecosoc/": [
        "ECOSOC", "specijalni konsultativni status", "23. jula 2019", "ekonomski, socijalni i ekološki",
        "dijalog i inovativan pristup", "saglasnost", "održivog razvoja", "međunarodno dogovoreni ciljevi",
        "Sekretarijatom Ujedinjenih nacija", "privilegije i obaveze", "njegovim telima",
    ],
    "/en/networks/ecosoc/": [
        "ECOSOC", "special consultative status", "23 July 2019",
        "economic, social and environmental", "dialogue and innovative thinking", "consensus",
        "internationally agreed goals", "UN Secretariat", "privileges and the obligations", "its bodies",
    ],
}  # fmt: skip


def text_of(html: str) -> str:
    """Return the words of a page with ordinary spaces, without its code."""
    without_code = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    # A link to the glossary stands inside of a sentence.
    without_terms = re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", without_code)
    return " ".join(unescape(strip_tags(without_terms.replace("<", " <"))).split())


@pytest.mark.parametrize("address", FACTS)
def test_a_network_page_states_every_fact_of_the_present_page(address, client, db):
    text = text_of(client.get(address).content.decode())

    missing = [
        words
        for words in FACTS[address]
        if not re.search(words.replace("(A", r"\(A").replace("g) N", r"g\) N"), text)
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("address", "members"),
    [
        ("/mreze/at-mreza/", 8),
        ("/mreze/preugovor/", 7),
        ("/en/networks/at-network/", 8),
        ("/en/networks/preugovor/", 7),
    ],
)
def test_a_complete_list_shows_every_member_as_a_card(address, members, client, db):
    html = client.get(address).content.decode()

    members_section = html[html.index('class="member-cards') :]
    # Those who have left stand in the closed <details> below.
    current = members_section.split("<details")[0]

    assert current.count('class="member-card"') == members


def test_the_present_page_opens_with_what_networking_is_for(client, db):
    serbian = text_of(client.get("/").content.decode()) + text_of(client.get("/mreze/").content.decode())
    english = text_of(client.get("/en/").content.decode()) + text_of(
        client.get("/en/networks/").content.decode()
    )

    for words in [
        "kvalitetnij",
        "klijent",
        "zaštitu žrtava",
        "trendov",
        "regionu i inostranstvu",
        "decentrali",
    ]:
        assert words in serbian
    for words in ["better help", "client", "protection", "trends", "region and abroad", "decentralis"]:
        assert words in english
