"""PLOVER's types, modes and contexts, CAMEO's codes, and our acts, with their scores: tables, and one loader."""

from dragoman.ontology.mutual import Mutual
from dragoman.ontology.ontology import Act, CameoCode, EventType, Mode, Ontology

__all__ = ["Act", "CameoCode", "EventType", "Mode", "Mutual", "Ontology"]
