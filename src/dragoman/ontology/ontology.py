"""The ontology as frozen values: what a type, a mode, an act or a CAMEO code is, and what each of them scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar

from dragoman.errors import TableError
from dragoman.tables import cell_list, rows

Recipient = Literal["yes", "no", "one-sided"]
_RECIPIENT: dict[str, Recipient] = {"yes": "yes", "no": "no", "one-sided": "one-sided"}
_PACKAGE = "dragoman.ontology"
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type. ``quad`` is 1 verbal or 2 material cooperation, 3 verbal or 4 material conflict.

    ``score`` lies between -10 and 10; ``requires_recipient`` "one-sided" means: unless the event is symmetric.
    """

    name: str
    quad: int
    score: float
    requires_recipient: Recipient
    meaning: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type; ``score`` is the type's own where PLOVER gives the mode none."""

    type: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Act:
    """A named deed. ``modes`` are those that it has by nature, ``cameo_spoken`` its code while it is only promised
    or threatened (None for an act that has no such code)."""

    name: str
    group: str
    type: str
    modes: tuple[str, ...]
    cameo: str
    cameo_spoken: str | None
    description: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code: GDELT's quad class, its Goldstein score (None: none was published), and PLOVER's types for it."""

    code: str
    name: str
    quad: int
    goldstein: float | None
    types: tuple[str, ...]
    mode: str | None


# (type, mode or "", type of the deed that is spoken of or "") → CAMEO code
_CodeKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All tables of the ontology, read once by ``load`` and passed on explicitly."""

    types: Mapping[str, EventType]
    modes: Mapping[tuple[str, str], Mode]
    acts: Mapping[str, Act]
    cameo: Mapping[str, CameoCode]
    contexts: Mapping[str, tuple[str, ...]]
    codes: Mapping[_CodeKey, str]

    @classmethod
    def load(cls) -> Ontology:
        """Read the tables shipped with the package. Raises TableError where one contradicts itself or another."""
        types = _keyed("types.csv", _types())
        modes = _keyed("modes.csv", _modes(types))
        cameo = _keyed("cameo.csv", _cameo(types))
        acts = _keyed("acts.csv", _acts(types, modes, cameo))
        codes = _keyed("type_cameo.csv", _codes(types, modes, cameo))
        return cls(types, modes, acts, cameo, _contexts(), codes)

    def act(self, name: str) -> Act:
        """Return the act of that name. Raises KeyError if there is none."""
        return self.acts[name]

    def modes_of(self, type_: str) -> tuple[str, ...]:
        """Return the names of a type's modes, in PLOVER's order; empty for a type without modes."""
        return tuple(mode for of, mode in self.modes if of == type_)

    def quad_class(self, type_: str) -> int:
        """Return the quad class, 1 to 4, of a PLOVER type. Raises KeyError for an unknown one."""
        return self.types[type_].quad

    def scale(self, type_: str, modes: Sequence[str] = ()) -> float:
        """Return PLOVER's score, -10 to 10: of the mode furthest from zero, or of the type if it has no mode given."""
        scores = [self.modes[type_, mode].score for mode in modes]
        return max(scores, key=abs) if scores else self.types[type_].score

    def cameo_code(
        self,
        type_: str,
        modes: Sequence[str] = (),
        act: str | None = None,
        *,
        about: str | None = None,
        about_act: str | None = None,
    ) -> str:
        """Return the CAMEO code that says most nearly what an event is.

        ``act`` is the act that the event itself reports; ``about`` and ``about_act`` are the type and the act of the
        deed that a verbal event (a promise, a threat, a demand, a refusal) speaks of.
        """
        done = self.acts.get(act) if act else None
        if done is not None and done.type == type_:
            # An attack by aircraft has a code of its own, which says more than that of an attack.
            own = next((code for m in modes if m not in done.modes and (code := self.codes.get((type_, m, "")))), None)
            return own or done.cameo
        if about_act and (spoken := self._spoken(type_, about_act)):
            return spoken
        if about and (code := self.codes.get((type_, "", about))):
            return code
        by_mode = next((code for mode in modes if (code := self.codes.get((type_, mode, "")))), None)
        return by_mode or self.codes[type_, "", ""]

    def goldstein(self, cameo: str) -> float | None:
        """Return the Goldstein score of a CAMEO code (GDELT's, else ICEWS's), or None where neither gives one."""
        return self.cameo[cameo].goldstein

    def _spoken(self, type_: str, act: str) -> str | None:
        """The code of an act that is promised or threatened, if the event is that promise or threat."""
        code = self.acts[act].cameo_spoken
        if code is None:
            return None
        return code if type_ in self.cameo[code].types else None


def _keyed(table: str, items: Iterator[tuple[int, _Key, _Value]]) -> Mapping[_Key, _Value]:
    found: dict[_Key, _Value] = {}
    for line, key, value in items:
        if key in found:
            raise TableError(table, line, f"{key} comes twice")
        found[key] = value
    return MappingProxyType(found)


def _types() -> Iterator[tuple[int, str, EventType]]:
    for line, row in rows(_PACKAGE, "types.csv"):
        needs = _RECIPIENT.get(row["requires_recipient"])
        if needs is None:
            raise TableError("types.csv", line, f"requires_recipient is {row['requires_recipient']!r}")
        quad, score = int(row["quad"]), _number("types.csv", line, row["score"])
        yield line, row["type"], EventType(row["type"], quad, score, needs, row["meaning"])


def _modes(types: Mapping[str, EventType]) -> Iterator[tuple[int, tuple[str, str], Mode]]:
    for line, row in rows(_PACKAGE, "modes.csv"):
        of = _known("modes.csv", line, row["type"], types)
        score = _number("modes.csv", line, row["score"]) if row["score"] else types[of].score
        yield line, (of, row["mode"]), Mode(of, row["mode"], score)


def _cameo(types: Mapping[str, EventType]) -> Iterator[tuple[int, str, CameoCode]]:
    table = "cameo.csv"
    for line, row in rows(_PACKAGE, table):
        goldstein = _number(table, line, row["goldstein"]) if row["goldstein"] else None
        named = tuple(_known(table, line, name, types) for name in cell_list(row["type"]))
        yield (
            line,
            row["code"],
            CameoCode(row["code"], row["name"], int(row["quad"]), goldstein, named, row["mode"] or None),
        )


def _acts(
    types: Mapping[str, EventType], modes: Mapping[tuple[str, str], Mode], cameo: Mapping[str, CameoCode]
) -> Iterator[tuple[int, str, Act]]:
    table = "acts.csv"
    for line, row in rows(_PACKAGE, table):
        of = _known(table, line, row["type"], types)
        own = cell_list(row["mode"])
        for mode in own:
            _known(table, line, (of, mode), modes)
        code = _known(table, line, row["cameo"], cameo)
        spoken = _known(table, line, row["cameo_spoken"], cameo) if row["cameo_spoken"] else None
        yield line, row["act"], Act(row["act"], row["group"], of, own, code, spoken, row["description"])


def _codes(
    types: Mapping[str, EventType], modes: Mapping[tuple[str, str], Mode], cameo: Mapping[str, CameoCode]
) -> Iterator[tuple[int, _CodeKey, str]]:
    table = "type_cameo.csv"
    for line, row in rows(_PACKAGE, table):
        of = _known(table, line, row["type"], types)
        if row["mode"]:
            _known(table, line, (of, row["mode"]), modes)
        if row["about"]:
            _known(table, line, row["about"], types)
        yield line, (of, row["mode"], row["about"]), _known(table, line, row["cameo"], cameo)


def _contexts() -> Mapping[str, tuple[str, ...]]:
    return _keyed(
        "contexts.csv", ((n, row["context"], cell_list(row["phrases"])) for n, row in rows(_PACKAGE, "contexts.csv"))
    )


def _number(table: str, line: int, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise TableError(table, line, f"{text!r} is no number") from None


def _known(table: str, line: int, key: _Key, among: Mapping[_Key, object]) -> _Key:
    if key not in among:
        raise TableError(table, line, f"{key} is not known")
    return key
