"""What the heads tell apart, in the order of their outputs."""

from dataclasses import asdict, dataclass

from dragoman.ontology import Ontology
from training.notation import NONE, STATUSES


@dataclass(frozen=True, slots=True)
class Labels:
    """`types` begins with NONE; a mode is written TYPE/mode."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    contexts: tuple[str, ...]

    @classmethod
    def load(cls) -> "Labels":
        """The labels of the ontology, in its own order."""
        ontology = Ontology.load()
        modes = tuple(f"{type_}/{name}" for type_, name in ontology.modes)
        return cls((NONE, *ontology.types), modes, STATUSES, tuple(ontology.contexts))

    def as_record(self) -> dict[str, list[str]]:
        """The labels as JSON has them."""
        return {name: list(values) for name, values in asdict(self).items()}
