"""What the heads tell apart, in the order of their outputs."""

from dragoman.encoder import Labels
from dragoman.ontology import Ontology
from training.notation import NONE, STATUSES


def ontology_labels() -> Labels:
    """The labels of the ontology, in its own order."""
    ontology = Ontology.load()
    modes = tuple(f"{type_}/{name}" for type_, name in ontology.modes)
    return Labels((NONE, *ontology.types), modes, STATUSES, tuple(ontology.contexts))
