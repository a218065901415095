"""What one predicate reports: a row's deed, an operator over the deeds of its content, or an operator alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.composition import Composer
from dragoman.events.deeds import Deed
from dragoman.events.frames import Frame, verb_frame
from dragoman.events.grammar import VERBAL
from dragoman.events.lexicon import LexiconReader
from dragoman.events.operators import Content, Operator, contents
from dragoman.events.parties import apart
from dragoman.events.patterns import Found
from dragoman.events.predicates import NOUN, VERB, Predicates

# How deep operators may stand in one another ("agreed to consider starting talks").
_MAX_DEPTH = 4
# The place of a deed that is the subject of its operator, where a preposition would stand.
_SUBJECT = "subject"
# Operators whose subject does the deed of their content.
_OWN_DEED = frozenset(
    "announce intend commit threaten refuse begin continue conduct stop cancel try fail deny consider".split()
)


class ReportReader:
    """Reads what the predicates of one sentence report. ``consumed``: the tokens whose deeds are told already."""

    def __init__(self, predicates: Predicates) -> None:
        self._predicates, self._rules, self._sides = predicates, predicates.rules, predicates.sides
        self._lexicon, self._composer = LexiconReader(predicates), Composer(predicates)
        self.consumed: set[int] = set()

    def reported(
        self, token: Token, light: Token | None = None, shares_subject: bool = True, depth: int = 0
    ) -> list[Deed]:
        """Return the deeds of a predicate: by a specific row, else by its content, else by any row, else alone.

        ``light`` and ``shares_subject`` as in noun_frame; ``depth``: how many operators stand over it.
        """
        kind = self._predicates.kind(token)
        if kind is None or depth > _MAX_DEPTH:
            return []
        frame = self._predicates.frame(kind, token, light, shares_subject)
        if kind == VERB and any(self._predicates.is_deed(agent) for agent in frame.agents):
            happened = self._composed(kind, frame, depth)
            if any(deed.actors for deed in happened):
                return happened
        found = self._rules.patterns.match(kind, frame, self._sides.is_actor)
        if found is not None and found.pattern.type is None:
            return []
        if any(self._says_nothing(kind, frame, content) for content in contents(frame)):
            return []
        if found is None:
            return self._composed(kind, frame, depth) or self._composer.bare(kind, frame)
        own = self._lexicon.deed(found, kind)
        if own is not None and found.pattern.act:
            return [own, *self._beside(found, kind), *self._topics(found, token, depth)]
        if (
            own is not None
            and own.outcome.type == "THREATEN"
            and any(c.head in found.evidence for c in contents(frame))
        ):
            return [own]  # "declared war": the row has read the noun
        return self._composed(kind, frame, depth) or ([own] if own is not None else [])

    def _beside(self, found: Found, kind: str) -> Iterator[Deed]:
        """Yield the other acts of a verb with several objects ("relations and an embassy were established")."""
        told = {found.pattern.act}
        heads = [head for thing in found.frame.objects for head in phrases.conjuncts(thing)]
        if kind != VERB or len(heads) < 2:
            return
        for head in heads:
            if head in found.evidence:
                continue
            other = self._rules.patterns.match(kind, replace(found.frame, objects=(head,)), self._sides.is_actor)
            if other is not None and other.pattern.act is not None and other.pattern.act not in told:
                told.add(other.pattern.act)
                deed = self._lexicon.deed(other, kind)
                if deed is not None:
                    yield deed

    def _topics(self, found: Found, verb: Token, depth: int) -> Iterator[Deed]:
        """Yield what is only talked about ("held talks on restoring relations"): it is not done by that."""
        for thing in found.frame.objects:
            frame = self._predicates.frame(NOUN, thing, verb, True)
            operators = (self._operator(NOUN, frame, c) for c in contents(frame) if c.form == "ger")
            if thing in found.evidence and any(o is not None and o.kind == "consider" for o in operators):
                yield from self._composed(NOUN, frame, depth + 1)

    def _says_nothing(self, kind: str, frame: Frame, content: Content) -> bool:
        """Whether somebody only refuses what a table calls no deed ("declined to comment")."""
        if content.form not in {"inf", "ger"} or self._predicates.kind(content.head) != VERB:
            return False
        operator = self._rules.operators.match(kind, frame.head, content.form)
        if operator is None or operator.kind != "refuse":
            return False
        found = self._rules.patterns.match(VERB, verb_frame(content.head), self._sides.is_actor)
        return found is not None and found.pattern.type is None

    def _composed(self, kind: str, frame: Frame, depth: int) -> list[Deed]:
        """Return the deeds of the contents of an operator, one of each type."""
        made: list[Deed] = []
        for content in self._contents(frame):
            operator = self._operator(kind, frame, content)
            if operator is None:
                continue
            if operator.kind == "allege":
                made += self._alleged(operator, frame, content)
                continue
            if made and content.form == "noun" and not made[0].nominal:
                break
            for inner, deed in self._content_deeds(operator, frame, content, depth):
                self._consume(content, inner)
                twin = next((i for i, d in enumerate(made) if d.outcome.type == deed.outcome.type), None)
                if twin is None:
                    made.append(deed)
                else:
                    made[twin] = replace(made[twin], recipients=made[twin].recipients or deed.recipients)
        return made

    def _contents(self, frame: Frame) -> Iterator[Content]:
        yield from contents(frame)
        if frame.head.pos_ in VERBAL:
            for token in frame.agents:
                if not frame.objects or self._predicates.is_deed(token):
                    yield Content(token, "noun", _SUBJECT if frame.objects else "")

    def _operator(self, kind: str, frame: Frame, content: Content) -> Operator | None:
        """Return the operator that a predicate is to a content, if it reports the deed of that content."""
        if content.form != "noun" and frame.objects and content.head.dep_ == "advcl":
            return None  # "began a strike to demand": the purpose, not what began
        is_subject = content.preposition == _SUBJECT
        preposition = "" if is_subject else content.preposition
        operator = self._rules.operators.match(kind, frame.head, content.form, preposition)
        if operator is None:
            return None
        happens = operator.name == "happen"
        if (is_subject and not happens) or (happens and content.head not in frame.agents):
            return None  # "protests greeted him" tells of protests, "protests stopped the talks" of talks
        if operator.kind == "say" or (operator.kind == "announce" and content.form == "clause"):
            return None
        return operator

    def _content_deeds(
        self, operator: Operator, frame: Frame, content: Content, depth: int
    ) -> Iterator[tuple[Deed, Deed]]:
        """Yield every deed of a content, as it stands and with the operator over it."""
        light = frame.verb if content.form == "noun" and frame.verb.pos_ in VERBAL else None
        for inner in self.reported(content.head, light, operator.kind in _OWN_DEED, depth + 1):
            deed = self._composer.composed(operator, frame, content, inner)
            if deed is not None:
                yield inner, deed

    def _consume(self, content: Content, inner: Deed) -> None:
        self.consumed.update((content.head.i, *(w.i for w in inner.words)))
        if inner.nominal:  # "protests led by": the participle tells no deed of its own
            self.consumed.update(c.i for c in content.head.children if c.dep_ == "acl")

    def _alleged(self, operator: Operator, frame: Frame, content: Content) -> list[Deed]:
        """ "X alleged that Y …": an accusation of Y, whatever the verb; of its own side a mere statement."""
        inner = verb_frame(content.head)
        blamed = (*inner.agents, *inner.objects) if inner.passive else inner.agents
        accused = tuple(a for t in blamed for a in self._sides.named(t))
        if not apart(self._sides.agents(frame), accused):
            return []
        told = self.reported(content.head, depth=1)
        self.consumed.update((content.head.i, *(w.i for d in told for w in d.words)))
        return [self._composer.accusation(operator, frame, accused, told[0] if told else None)]
