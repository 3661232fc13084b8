"""Words that screens and documents share cover every code of the domain."""

from qtrace.domain.catalogue import ContainerWord, PaperKind
from qtrace.domain.people import Meaning, Role
from qtrace.i18n.words import CONTAINERS, MEANINGS, PAPERS, ROLES, STATES
from qtrace.models.items import QUALITY_STATES


def test_every_code_has_its_word():
    assert set(PAPERS) == set(PaperKind)
    assert set(CONTAINERS) == set(ContainerWord)
    assert set(ROLES) == set(Role)
    assert set(MEANINGS) == set(Meaning)
    assert set(STATES) == set(QUALITY_STATES)
