"""Where sentences begin in news text: abbreviations, quotations, datelines and bylines do not mislead it."""

from __future__ import annotations

import re

_END = re.compile(r"""([.!?;:…]|\.\.\.)(["')\]]*)\s+(?=["'(\[]*[A-Z0-9À-Ý])""")
_WORD_BEFORE = re.compile(r"[\w.'&-]+$")
_NEXT_WORD = re.compile(r"""["'(\[]*([\w']+)""")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+$|[A-Z]\.$")

# Never end a sentence: something follows by their nature.
_TITLES = frozenset(
    "mr. mrs. ms. dr. gen. lt. col. maj. capt. sgt. cpl. brig. adm. cmdr. cmd. sen. rep. gov. pres. prof. rev. st. "
    "hon. amb. sec. min. no. nos. vs. v. messrs. mme. mlle. fr. sr. supt. insp. det. pvt. spc. msgr. lieut. vice-adm. "
    "e.g. i.e. cf. art. fig. approx. est. lt.-gen. maj.-gen. brig.-gen. gens. drs. sens. reps. mt. ft. dep. "
    "asst.".split()
)
# May end one: they do so where a word follows that starts sentences.
_ABBREVIATIONS = frozenset(
    "jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. mon. tue. tues. wed. thu. thurs. fri. sat. sun. "
    "inc. corp. co. ltd. bros. plc. jr. sr. etc. a.m. p.m. pct. mln. bln. dlrs. u.s. u.k. u.n. e.u. u.s.a. u.s.s.r. "
    "d.c. ph.d. p.l.o. i.e. dept. div. univ. assn. ave. blvd. bldg. calif. fla. mass. tex. pa. va. md. wash. ariz. "
    "colo. conn. ill. ind. kan. mich. minn. miss. mo. mont. neb. nev. okla. ore. tenn. wis. wyo. ala. ark. del. ga. "
    "ky. la. n.y. n.j. n.c. s.c. n.d. s.d. n.h. n.m. r.i. w.va. vt.".split()
)
_STARTERS = frozenset(
    "the a an in on at it he she they we i you but and this that these those there his her its their our my if when "
    "while after before since for from as with by however meanwhile also both some many most no not one two three all "
    "under according earlier later last next now then so what who why how where mr mrs ms".split()
)
_DATELINE = re.compile(
    r"[A-Z][\w .,'/()-]{2,60}?"  # PLACE[, Country]
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?"
    r" ?(?:\([^()]{2,40}\))? ?(?:--?|_) (?=[\"'A-Z0-9])"
)
# "ISLAMABAD: Pakistan's army", as South Asian papers have it; shorter words are headings ("UN: No deal").
_COLON_DATELINE = re.compile(r"[A-Z][A-Z .-]{3,30}: (?=[\"'A-Z0-9])")
# "Why did they leave?" President Okoye asked: the sentence goes on after the quotation.
_SPEAKER_FOLLOWS = re.compile(
    r"(?:(?:the|[A-Z][\w.'-]*) ){1,4}(?:said|asked|told|added|replied|wrote|shouted|declared|demanded)\b"
)
_BYLINE = re.compile(r"By [A-Z][\w.'-]+(?: (?:[A-Z][\w.'-]+|and|de|van|al)){1,7}(?:,[^.]{3,40})?")


def sentence_starts(text: str, breaks: frozenset[int]) -> list[int]:
    """Return the offsets in the clean ``text`` at which sentences begin, in order; the first is 0."""
    starts = {0, *breaks}
    for found in _END.finditer(text):
        if _ends_sentence(text, found):
            starts.add(found.end())
    for start in (0, *breaks):
        end = dateline_end(text, start)
        if end:
            starts.add(end)
    return sorted(start for start in starts if start < len(text))


def dateline_end(text: str, start: int) -> int | None:
    """Return where the story begins after a dateline at ``start`` ("ANKARA, Nov 10 (Agency) - "), or None."""
    found = _DATELINE.match(text, start)
    if not found:
        short = _COLON_DATELINE.match(text, start)
        return short.end() if short else None
    head = found.group().split(",")[0].split("(")[0].strip(" -_")
    place = [word for word in re.split(r"[ /]", head) if word]
    dated = bool(re.search(r"\d|\(", found.group()))
    loud = all(word.isupper() for word in place if len(word) > 2)
    return found.end() if place and (loud or dated) and len(place) <= 5 else None


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    mark = found.group(1)
    if mark in ";:":
        return False
    if mark in "!?…":
        return not (found.group(2) and _SPEAKER_FOLLOWS.match(text, found.end()))
    before = _WORD_BEFORE.search(text, max(0, found.start() - 40), found.start() + 1)
    word = before.group().lower() if before else ""
    following = _NEXT_WORD.match(text, found.end())
    next_word = following.group(1) if following else ""
    if word in _TITLES and not found.group(2):
        return False
    if word in _ABBREVIATIONS or _INITIALS.fullmatch(before.group() if before else ""):
        if found.group(2):
            return True
        starter = next_word.lower() in _STARTERS and next_word[:1].isupper()
        single_initial = len(word) == 2 and word not in _ABBREVIATIONS
        return starter and not single_initial
    return True


def is_boilerplate(sentence: str) -> bool:
    """Return whether a sentence is a byline, a bare date line, a credit: nothing that could report an event."""
    stripped = sentence.strip()
    short = len(stripped) < 12 and not (" " in stripped and stripped.endswith((".", "!", '"')))
    return short or bool(_BYLINE.fullmatch(stripped)) or not any(c.islower() for c in stripped)
