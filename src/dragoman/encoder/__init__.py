"""The encoder: sentences and the actors marked in them → how probable each label is. Knows nothing of events."""

from dragoman.encoder.encoder import Encoded, Encoder, Side
from dragoman.encoder.heads import Heads, Labels, Pair, PairScores

__all__ = ["Encoded", "Encoder", "Heads", "Labels", "Pair", "PairScores", "Side"]
