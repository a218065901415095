"""The dated register: who held which office when, from ``tables/officeholders.csv``.

One row of the table is one spell in office. A name is looked up together with a day, because the same name means
another office, or another person, on another day ("George Bush" in 1990 and in 2003).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dragoman.errors import TableError
from dragoman.tables import cell_list, rows

_TABLE = "officeholders.csv"

# News goes on naming an office for some weeks after its holder left it, and names the elected before they take it up.
_GRACE = timedelta(days=60)
_DESIGNATE = timedelta(days=120)
# So long before and after his time a name with its office still means him.
_REMEMBERED = timedelta(days=25 * 365)

_HEADS = frozenset(
    "president,prime minister,king,queen,emperor,emir,sultan,shah,pope,prince,grand duke,chancellor,supreme leader,"
    "paramount leader,head of state,general secretary,secretary-general,chief executive,chief adviser,"
    "state counsellor,military leader,head of the junta".split(",")
)
_MONARCHS = frozenset("king queen prince emperor pope sultan emir shah".split())
_HEAD_PREFIXES = ("president of ", "prime minister of ", "general secretary of ")

_TITLES = frozenset(
    "king queen pope emperor sultan sheikh sheik shaikh sir lord dame prince princess president general ayatollah "
    "chairman premier crown dr mr mrs ms haji el hadj grand duke ratu".split()
)
_PARTICLES = frozenset(
    "van von de der den du del della la le al el bin ibn ben ter ould dos da do di st saint abu abou ag zu af".split()
)
_SERVANT_OF = re.compile(r"\babd(?:[aeu]l?)? ?(?:al |el |ul |ur )?(?=\w)")  # "Abd al-Aziz", "Abdul Aziz", "Abdulaziz"
_WORDS = re.compile("[a-z0-9]+")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")
_SUFFIXES = re.compile(r"^(jr|sr|[ivx]+)$")
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM"})
_FAMILY_FIRST_IF_GIVEN_IS_DOUBLE = frozenset({"TWN", "HKG", "SGP"})  # "Ma Ying-jeou", but "Joseph Wu"
_CALLED_BY_FIRST_NAME = frozenset({"ETH", "ERI", "THA"})  # the last name is the father's, or too long for a headline
_CALLED_BY_KING_NAME = frozenset({"SAU", "JOR", "MAR", "EGY", "LBY"})
_SPANISH = frozenset("ESP MEX GTM SLV HND NIC CRI PAN CUB DOM COL VEN ECU PER BOL CHL ARG URY PRY GNQ".split())
_SPANISH_GIVEN = frozenset(
    "manuel carlos luis jose juan maria antonio alberto eduardo enrique francisco jorge pedro pablo miguel angel "
    "roberto ricardo rafael alejandro fernando felipe raul hugo victor humberto ernesto leonardo guillermo cesar "
    "alvaro arturo armando andres javier julio saul domingo daniel esteban napoleon eugenio orlando augusto romeo "
    "joaquin marco simon nicolas hernan trinidad corina estela ines hector adolfo rodolfo alfredo mario "
    "holmes elias".split()
)
_LETTERS = str.maketrans("łøđðıə", "loddia", "’'‘ʼ`") | str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_HEARD = tuple(pair.split(">") for pair in "dj>j dz>j kh>h gh>g ph>f ck>k cz>ch sz>sh ts>z q>k w>v y>i j>i".split())


@dataclass(frozen=True, slots=True)
class Holder:
    """One spell in office; ``start`` and ``end`` are inclusive, ``end`` is None for who is still there."""

    name: str
    code: str
    office: str
    sector: tuple[str, ...]
    start: date
    end: date | None

    def covers(self, on: date) -> bool:
        """Whether the spell includes that day."""
        return self.start <= on and (self.end is None or on <= self.end)

    @property
    def heads(self) -> bool:
        """Whether the office leads a state, a government or a world organisation."""
        return self.office in _HEADS or self.office.startswith(_HEAD_PREFIXES)


class Register:
    """Office-holders by name and day. Made once by ``load`` and never changed; look-ups are dictionary reads."""

    def __init__(self, spells: Iterable[tuple[Holder, tuple[str, ...]]]) -> None:
        self._names: dict[str, list[Holder]] = defaultdict(list)
        self._surnames: dict[str, list[Holder]] = defaultdict(list)
        self._sounds: dict[str, list[tuple[frozenset[str], Holder]]] = defaultdict(list)
        sound, key_of = cache(_sound), cache(name_key)  # while building only: the same words and names come often
        for holder, aliases in spells:
            names = (holder.name, *aliases)
            for key in {key_of(name) for name in names}:
                self._names[key].append(holder)
            for key in {key for name in names for key in surname_keys(name, holder.code, key_of)}:
                self._surnames[key].append(holder)
            for sounds in {tuple(_sounds(key_of(name), sound)) for name in names}:
                if len(sounds) > 1:
                    self._sounds[_anchor(sounds, holder.code)].append((frozenset(sounds), holder))

    @classmethod
    def load(cls) -> Register:
        """Read the table shipped with Dragoman; a row that breaks its format raises ``TableError``."""
        return cls(_read())

    def full_name(self, name: str, on: date) -> Holder | None:
        """Who bears this full name or alias, as of that day; accents, case and hyphens do not matter.

        The spell that covers the day wins, then one that ended in the last 60 days, then one that begins within 120
        days, then the nearest earlier one with "ELI" (former) in front of its sectors. A name that the table does
        not hold as it stands, such as one with a second given name or in another transliteration, is found only
        for somebody in office on that day, and only if that is one person.
        """
        key = name_key(name)
        spells = self._names.get(key)
        if spells is None:
            words = key.split()
            while len(words) > 2 and words[0] in _TITLES:
                words = words[1:]
            spells = self._names.get(" ".join(words))
        return _as_of(spells, on) if spells else self._by_sound(key, on)

    def surname(self, surname: str, on: date) -> Holder | None:
        """The one person of that surname in office on that day; heads of state or government go before others."""
        return _only(h for h in self._surnames.get(name_key(surname), ()) if h.covers(on))

    def titled(self, name: str, office: str, on: date) -> Holder | None:
        """The holder of that office and name nearest to a day on which nobody of the name holds it.

        For "President Bush" in an article that looks back, or whose date is wrong; None where the holders of that
        name and office are of several states.
        """
        sounds = _sounds(name_key(name), _sound)
        alike = (
            h for s in sounds[-1:] for known, h in self._sounds.get(s, ()) if len(known & {*sounds}) == len(sounds)
        )
        known = self._names.get(name_key(name)) or self._surnames.get(name_key(name.split()[-1])) or [*alike]
        away = [(max(h.start - on, on - (h.end or on)), h) for h in known if h.office == office]
        if len({holder.code for _, holder in away}) != 1:
            return None
        distance, nearest = min(away, key=lambda pair: pair[0])
        return nearest if distance <= _REMEMBERED else None

    def _by_sound(self, key: str, on: date) -> Holder | None:
        sounds = _sounds(key, _sound)
        if len(sounds) < 2:
            return None
        asked = frozenset(sounds)
        return _only(
            holder
            for sound in asked
            for known, holder in self._sounds.get(sound, ())
            if holder.covers(on) and _same_person(known, asked, holder.office)
        )


def name_key(name: str) -> str:
    """A name without accents, case, points, apostrophes and hyphens, its words parted by one blank."""
    plain = name.lower().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(plain))


def surname_keys(name: str, code: str, key_of: Callable[[str], str] = name_key) -> set[str]:
    """The keys by which news calls that person by surname alone; empty for regnal names and bare titles."""
    words = [key_of(word) for word in name.split()]
    double_given = len(words) > 2 or "-" in name
    if words and words[0] in _TITLES and len(words) == 2:
        return {words[1]} if words[0] == "king" and code in _CALLED_BY_KING_NAME else set()
    if words and words[0] in _TITLES and code not in _FAMILY_FIRST:
        words = words[1:]
    if words and _SUFFIXES.match(words[-1]):
        if words[-1] not in {"jr", "sr"}:
            return set()
        words = words[:-1]
    if len(words) < 2:
        return set(words)
    if code in _FAMILY_FIRST or (code in _FAMILY_FIRST_IF_GIVEN_IS_DOUBLE and double_given):
        return {words[0]}
    return _last_names(words, code)


def _last_names(words: list[str], code: str) -> set[str]:
    """Surname keys of a name whose family name stands last: with and without its particles, Spanish first surname."""
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    whole = " ".join(words[first:])
    keys = {whole}
    if "bin" not in words[first:-1] and "ibn" not in words[first:-1]:  # a father's name alone names nobody
        keys.add(words[-1])
        keys.add(words[-1].removeprefix("al ").removeprefix("el "))
    before = words[first - 1]
    if code in _SPANISH and first > 1 and before not in _SPANISH_GIVEN:
        keys |= {before, f"{before} {whole}"}
    if code in _CALLED_BY_FIRST_NAME:
        keys.add(words[0])
    return keys


def _sounds(key: str, sound: Callable[[str], str]) -> list[str]:
    """The words of a name as their consonants, so that spellings of one name ("Mohammed", "Muhamad") fall together."""
    if "abd" in key:
        key = _SERVANT_OF.sub("abd", key)
    return [sound(w) for w in key.split() if len(w) > 1 and w not in _PARTICLES and w not in _TITLES]


def _sound(word: str) -> str:
    if _SUFFIXES.match(word):
        return word
    for spelled, heard in _HEARD:
        word = word.replace(spelled, heard)
    word = _DOUBLED.sub(r"\1", word)
    if len(word) > 4:  # "Khalifah" is "Khalifa"
        word = word.removesuffix("h")
    consonants = _DOUBLED.sub(r"\1", word[0] + _VOWELS.sub("", word[1:]))
    # Two consonants or fewer would make strangers alike: such a word keeps its vowels.
    return consonants if len(consonants) > 2 else word


def _same_person(known: frozenset[str], asked: frozenset[str], office: str) -> bool:
    """Whether one name holds the other; given names alone, as of "Juan Carlos", do not make "Juan Carlos Pérez"."""
    if known < asked and office in _MONARCHS and len(known) < 3:
        return False
    return len(known & asked) > 1 and (known <= asked or asked <= known)


def _anchor(sounds: tuple[str, ...], code: str) -> str:
    """The word that must be there for a name to be found by sound: the family name."""
    if code in _FAMILY_FIRST:
        return sounds[0]
    named = [sound for sound in sounds if not _SUFFIXES.match(sound)]
    return named[-1] if named else sounds[-1]


def _only(holders: Iterable[Holder]) -> Holder | None:
    """The single person among them (heads before others), by the latest spell; None if they are several or none."""
    found = list(holders)
    best = [holder for holder in found if holder.heads] or found
    if len({holder.name for holder in best}) != 1:
        return None
    return max(best, key=lambda holder: holder.start)


def _as_of(spells: list[Holder], on: date) -> Holder | None:
    covering = [spell for spell in spells if spell.covers(on)]
    if covering:
        return max(covering, key=lambda spell: (spell.heads, spell.start))
    ended = [(spell.end, spell.heads, spell) for spell in spells if spell.end is not None and spell.end < on]
    last_end, _, last = max(ended, key=lambda e: e[:2], default=(date.min, False, None))
    if last is not None and on - last_end <= _GRACE:
        return last
    coming = [spell for spell in spells if on < spell.start <= on + _DESIGNATE]
    if coming:
        return min(coming, key=lambda spell: spell.start)
    return None if last is None else replace(last, sector=("ELI", *last.sector))


def _read() -> Iterator[tuple[Holder, tuple[str, ...]]]:
    for line, row in rows("dragoman.actors", _TABLE):
        try:
            start = _day(row["from"], last=False)
            end = _day(row["to"], last=True) if row["to"] else None
            holder = Holder(row["name"], row["code"], row["office"], cell_list(row["sector"]), start, end)
        except (KeyError, ValueError) as error:
            raise TableError(_TABLE, line, f"not a spell in office: {error}") from error
        yield holder, cell_list(row["aliases"])


def _day(text: str, *, last: bool) -> date:
    """The first or last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else (12 if last else 1)
    if len(rest) == 2:
        return date(year, month, rest[1])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
