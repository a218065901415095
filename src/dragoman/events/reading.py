"""The deeds of a sentence: its predicates from the top down, each told once, those kept that make a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.actors.resolve import SentenceActors
from dragoman.events.deeds import Deed
from dragoman.events.frames import verb_frame
from dragoman.events.grammar import VERBAL
from dragoman.events.modality import FORCEFUL
from dragoman.events.operators import contents
from dragoman.events.predicates import VERB, Predicates
from dragoman.events.proposals import proposals
from dragoman.events.reports import ReportReader
from dragoman.events.rules import Rules
from dragoman.events.settling import Settler, may_be_demanded, unnamed_demand
from dragoman.events.vocabulary import Vocabulary
from dragoman.records import Actor

_NOTHING_BEFORE: Mapping[str, tuple[Actor, ...]] = MappingProxyType({})
# Types that a noun alone tells too vaguely, and those that it does besides where its parties stand as one side.
_VAGUE_NOUNS = frozenset({"SUPPORT", "COOPERATE"})
_VAGUE_MUTUAL_NOUNS = _VAGUE_NOUNS | {"ACCUSE", "REJECT"}
# Beyond this depth the order of words decides: no real sentence is as deep.
_DEEPEST = 100


class DeedReader:
    """Reads the deeds of one sentence."""

    def __init__(
        self, actors: SentenceActors, rules: Rules, earlier: Mapping[str, tuple[Actor, ...]] = _NOTHING_BEFORE
    ) -> None:
        """``earlier``: who did the last deed of each type in the sentences before ("condemned the attack")."""
        self._tokens, self._rules = actors.sentence.tokens, rules
        self._predicates = Predicates(actors, rules, earlier)
        self._reports = ReportReader(self._predicates)
        self._settler = Settler(actors, rules)

    def read(self) -> list[Deed]:
        """Return the deeds of the sentence in the order of their words."""
        deeds = [deed for token in sorted(self._tokens, key=_depth) for deed in self._deeds_at(token)]
        kept = [deed for deed in deeds if not _chanted(deed, deeds)]
        told = self._reports.consumed | {word.i for deed in deeds for word in deed.words}
        kept += proposals(self._tokens, self._predicates, told)
        return sorted(kept, key=lambda deed: (deed.head.i, deed.outcome.type))

    def _deeds_at(self, token: Token) -> Iterator[Deed]:
        """Yield the deeds of a predicate that no other one has told, and mark its words as told."""
        consumed = self._reports.consumed
        if token.i in consumed or not (self._predicates.kind(token) or may_be_demanded(token)):
            return
        if self._told_by_verb(token):
            return
        for deed in self._reports.reported(token) or unnamed_demand(token, self._predicates.sides):
            settled = self._settler.settled(deed)
            if settled is not None and _is_record(settled, self._rules.vocabulary):
                consumed.update(word.i for word in settled.words)
                yield settled

    def _told_by_verb(self, token: Token) -> bool:
        """Whether a noun's own relative clause tells the deed ("the air strike that killed the general")."""
        if token.pos_ != "NOUN":
            return False
        for clause in token.children:
            if clause.dep_ in {"relcl", "acl"} and self._rules.patterns.knows(VERB, clause.lemma_.lower()):
                frame = verb_frame(clause)
                if any(o.pos_ == "NOUN" for o in frame.objects) and token in frame.agents:
                    return True
        return False


def _is_record(deed: Deed, vocabulary: Vocabulary) -> bool:
    """Whether a deed has the sides and says as much as its type needs to be a record."""
    if not deed.actors:
        return False
    type_, sides = deed.outcome.type, len(deed.actors) + len(deed.recipients)
    if type_ == "MOBILIZE" and deed.head.dep_ == "acl" and deed.head.tag_ == "VBN":
        return False  # "troops stationed there": where they are, not that they are sent
    if deed.content_only and type_ in FORCEFUL:
        return False  # "retaliated by expelling": how tells what was done
    if type_ == "CONSULT" and _is_private(deed, vocabulary):
        return False
    if deed.told_by_noun:
        return _is_telling_noun(deed, sides)
    many_in_one = deed.actors[0].code in vocabulary.bodies and deed.head.pos_ in VERBAL
    if type_ == "CONSULT" and sides == 1 and many_in_one:
        return True  # "EU foreign ministers met"
    return sides >= 2 or not (deed.needs_recipient or vocabulary.types[type_].needs_recipient)


def _is_telling_noun(deed: Deed, sides: int) -> bool:
    """Whether a noun that stands for a deed says enough of it: both sides, or what it is about."""
    if deed.content_only:
        return False
    told = any(c.form in {"inf", "clause"} for c in contents(deed.frame)) and not deed.needs_recipient
    whole = sides >= 2 or told or deed.spoken_of is not None or deed.outcome.about is not None
    mutual = len(deed.actors) > 1 and not deed.recipients and not deed.frame.agents
    vague = _VAGUE_MUTUAL_NOUNS if mutual else _VAGUE_NOUNS
    return whole and (deed.outcome.act is not None or deed.outcome.type not in vague)


def _is_private(deed: Deed, vocabulary: Vocabulary) -> bool:
    """Whether a visit or a talk is that of private persons, or an interview."""
    return vocabulary.all_private(deed.actors) or (bool(deed.recipients) and vocabulary.all_private(deed.recipients))


def _chanted(deed: Deed, deeds: list[Deed]) -> bool:
    """Whether a demand or a reproach is what a protest was about: PLOVER counts the protest alone (manual, REQUEST)."""
    if deed.outcome.type not in {"REQUEST", "ACCUSE"} or deed.head.pos_ not in VERBAL:
        return False
    above = {token.i for token in deed.head.ancestors}
    return any(
        d.outcome.type == "PROTEST"
        and d.frame.verb.i in above
        and {a.code for a in d.actors} == {a.code for a in deed.actors}
        for d in deeds
    )


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in islice(token.ancestors, _DEEPEST)), token.i
