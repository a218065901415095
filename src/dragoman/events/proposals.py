"""Predicates that no table knows: who does something to whom, for the classifier to say what, if anything, it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.events.attribution import source_of
from dragoman.events.classify import NONE
from dragoman.events.deeds import Deed
from dragoman.events.frames import verb_frame
from dragoman.events.modality import Outcome
from dragoman.events.parties import apart
from dragoman.events.predicates import VERB, Predicates
from dragoman.events.status import reality


def proposals(tokens: Iterable[Token], predicates: Predicates, told: set[int]) -> Iterator[Deed]:
    """Yield a deed of unknown type for each verb with two sides that is not among the words ``told`` already."""
    sides, rules = predicates.sides, predicates.rules
    for token in tokens:
        if (
            token.pos_ != "VERB"
            or token.i in told
            or token.lemma_.lower() in rules.vocabulary.empty_verbs
            or token.dep_ == "amod"
        ):
            continue
        frame = verb_frame(token)
        agents = sides.agents(frame)
        if not agents:
            continue
        if rules.patterns.match(VERB, frame, sides.is_actor) is not None:
            continue  # a row knows it, and it was found to be no deed
        recipients = sides.recipients(frame, (), NONE, agents)
        real = reality(token)
        if not apart(agents, recipients) or real.conditional or real.purpose or real.obliged:
            continue
        yield Deed(
            head=token,
            frame=frame,
            outcome=Outcome(NONE),
            actors=agents,
            recipients=recipients,
            words=(token,),
            basis="classifier",
            rules=("a verb of no table",),
            reality=real,
            source=source_of(token, rules.operators),
        )
