"""The tables of relations, loaded once."""

from __future__ import annotations

import pytest

from dragoman.ontology import Ontology
from dragoman.relations.plans import PlanTable
from dragoman.relations.transitions import Transitions


@pytest.fixture(scope="session")
def transitions() -> Transitions:
    """The shipped table."""
    return Transitions.load(Ontology.load())


@pytest.fixture(scope="session")
def plan_table() -> PlanTable:
    """The shipped table."""
    return PlanTable.load(Ontology.load())
