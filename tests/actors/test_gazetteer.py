"""Names found in sentences: which, where exactly, and whom they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load()
NAMES = sorted(name for name, _ in GAZETTEER.names())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger's envoy flew to Nigeria.", [("Niger", "NER"), ("Nigeria", "NGA")]),
        ("Guinea and Guinea-Bissau share a border.", [("Guinea", "GIN"), ("Guinea-Bissau", "GNB")]),
        ("Equatorial Guinea wrote to Papua New Guinea", [("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG")]),
        ("South Korea and North Korean diplomats", [("South Korea", "KOR"), ("North Korean", "PRK")]),
        ("Dominica and the Dominican Republic", [("Dominica", "DMA"), ("Dominican Republic", "DOM")]),
        ("South Sudan rebuked Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("a Chinese-made drone", [("Chinese", "CHN")]),
        ("anti-American slogans at the U.S.-led talks", [("American", "USA"), ("U.S.", "USA")]),
        ("the U.S.-Soviet summit", [("U.S.", "USA"), ("Soviet", "RUS")]),
        ("a Franco-German plan that Franco knew", [("Franco", "FRA"), ("German", "DEU")]),
        ("Sino–Indian border talks", [("Sino", "CHN"), ("Indian", "IND")]),
        ("Polish officers polish their boots", [("Polish", "POL")]),
        ("Israel’s army shelled Gaza’s port", [("Israel", "ISR"), ("Gaza", "PSE")]),
        ("the Israelis' tanks and Palestinians'", [("Israelis", "ISR"), ("Palestinians", "PSE")]),
        ("Côte d’Ivoire, then Cote d'Ivoire", [("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV")]),
        ("Türkiye and Turkiye", [("Türkiye", "TUR"), ("Turkiye", "TUR")]),
        ("TURKEY RECALLS ITS ENVOY FROM TEL AVIV", [("TURKEY", "TUR"), ("TEL AVIV", "ISR")]),
        ("tell us that US and UK agree", [("US", "USA"), ("UK", "GBR")]),
        ("the United\n   States pressed Saudi\nArabia", [("United\n   States", "USA"), ("Saudi\nArabia", "SAU")]),
        ("Omar al-Iraqi, who fled Iraqi jails", [("Iraqi", "IRQ")]),
        ("a Spanish-language paper in Spain", [("Spain", "ESP")]),
        ("Kosovo, Taiwan and Abkhazia", [("Kosovo", "XKX"), ("Taiwan", "TWN"), ("Abkhazia", "GEO")]),
        ("ships in the Gulf of Mexico off Mexico", [("Mexico", "MEX")]),
        ("Israel Katz spoke for Israel", [("Israel", "ISR")]),
        ("Malian and Somali-speaking Malians", [("Malian", "MLI"), ("Malians", "MLI")]),
        ("St. John's, Antigua", [("St. John's", "ATG"), ("Antigua", "ATG")]),
        ("Chadwick, Iranology and Omanite are no names", []),
    ],
)
def test_find(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(match.text, match.entry.code) for match in GAZETTEER.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "entity", "code", "sector", "kind"),
    [
        ("the Kremlin", "RUS", "RUS", ("GOV",), "seat"),
        ("the Knesset", "ISR", "ISR", ("LEG",), "seat"),
        ("the Pentagon", "USA", "USA", ("MIL",), "seat"),
        ("Mossad", "ISR", "ISR", ("SPY",), "seat"),
        ("Hizbollah", "HEZBOLLAH", "LBN", ("REB", "PTY"), "group"),
        ("Hezbollah", "HEZBOLLAH", "LBN", ("REB", "PTY"), "group"),
        ("NATO", "NATO", "IGO", ("MIL",), "organisation"),
        ("the U.N.", "UN", "UNO", (), "organisation"),
        ("al-Qaida", "QAEDA", "IMG", ("REB",), "organisation"),
        ("the European Commission", "EU-COMMISSION", "EUR", ("GOV",), "organisation"),
        ("Brussels", "BRUSSELS", "EUR", (), "context"),
        ("Ankara", "TUR", "TUR", (), "capital"),
        ("the Turks", "TUR", "TUR", (), "demonym"),
        ("a Turkish ship", "TUR", "TUR", (), "adjective"),
        ("the Bosnian Serb leader", "BIH", "BIH", (), "adjective"),
        ("a Turkish Cypriot minister", "NORTHERN-CYPRUS", "CYP", ("PRE",), "adjective"),
        ("Turkish Cypriots", "NORTHERN-CYPRUS", "CYP", ("PRE",), "demonym"),
        ("Chechnya", "RUS", "RUS", (), "place"),
        ("Magnitogorsk", "RUS", "RUS", (), "city"),
        ("Greenland", "GRL", "DNK", (), "territory"),
        ("Xinhua", "CHN-JRN", "CHN", ("JRN",), "organisation"),
    ],
)
def test_whom_a_name_stands_for(text: str, entity: str, code: str, sector: tuple[str, ...], kind: str) -> None:
    (match,) = GAZETTEER.find(text)
    entry = match.entry
    assert (entry.entity, entry.code, entry.sector, entry.kind) == (entity, code, sector, kind)


@pytest.mark.parametrize("form", ["Turkey", "Türkiye", "turkiye", "TUR", "tur", "Turks", "Turkish", "TURKEY", "Ankara"])
def test_lookup_takes_any_usual_form(form: str) -> None:
    entry = GAZETTEER.lookup(form)
    assert entry is not None and entry.entity == "TUR"


def test_lookup_of_articles_inversions_and_unknown_names() -> None:
    for form, entity in (("the Netherlands", "NLD"), ("Korea, Republic of", "KOR"), ("hamas", "HAMAS"), ("us", "USA")):
        entry = GAZETTEER.lookup(form)
        assert entry is not None and entry.entity == entity
    assert GAZETTEER.lookup("Ruritania") is None
    assert GAZETTEER.lookup("Gulf of Mexico") is None


def test_surnames_and_words_are_no_cities() -> None:
    text = "Jackson and Mary met Santos on a mobile line to Nancy; Reading is a pleasure and Warren agreed"
    assert GAZETTEER.find(text) == ()


@given(
    st.lists(
        st.one_of(st.sampled_from(NAMES), st.text(alphabet=" \n.,'’-–aAzZéüİß\u00a0", max_size=6)), max_size=12
    ).map(lambda parts: "".join(parts))
)
def test_matches_cut_the_text_and_never_overlap(text: str) -> None:
    free = 0
    for match in GAZETTEER.find(text):
        assert free <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        free = match.end
