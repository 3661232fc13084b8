"""The house stands: floors, limits, words. Each rule is also shown to catch what it is for."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import pytest

import qtrace
import qtrace.i18n
from tools import limits

ROOT = Path(__file__).resolve().parent.parent
LOWER_FLOORS = ("domain", "records", "models", "services", "scanning", "printing", "exchange")
REASON_NAMES = ("Reason", "ReasonCode", "RefusalCode", "ErrorCode", "ReadingCode", "HintCode")


# --- every code has a sentence --------------------------------------------------------------


def _modules(package: str) -> Iterator[object]:
    module = importlib.import_module(package)
    yield module
    for entry in pkgutil.walk_packages(getattr(module, "__path__", []), f"{package}."):
        if ".migrations" not in entry.name:
            yield importlib.import_module(entry.name)


def _reason_kinds() -> list[type[StrEnum]]:
    found = {
        value
        for floor in LOWER_FLOORS
        for module in _modules(f"qtrace.{floor}")
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, StrEnum)
        and value.__name__.endswith(REASON_NAMES)
    }
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def _codes_with_a_sentence() -> set[str]:
    return {
        str(code)
        for entry in pkgutil.iter_modules(qtrace.i18n.__path__)
        if entry.name.endswith(("_reasons", "words"))
        for value in vars(importlib.import_module(f"qtrace.i18n.{entry.name}")).values()
        if isinstance(value, Mapping)
        for code in value
    }


def test_every_reason_code_has_a_sentence():
    spoken = _codes_with_a_sentence()
    silent = {
        f"{kind.__module__}.{kind.__name__}": missing
        for kind in _reason_kinds()
        if (missing := [str(code) for code in kind if str(code) not in spoken])
    }
    assert silent == {}


def test_codes_are_stable_words():
    """A code is what other programs rely on: upper case or snake case, no sentence."""
    odd = [
        f"{kind.__name__}.{code}"
        for kind in _reason_kinds()
        for code in kind
        if not re.fullmatch(r"[A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*", str(code))
    ]
    assert odd == []


# --- the limits catch what they are for -----------------------------------------------------


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("x = 1\n" * 601, "module too long"),
        ("class A:\n" + "    x = 1\n" * 350, "class too long"),
        ("def f():\n" + "    x = 1\n" * 80, "function too long"),
        ("def f():\n    global x\n    x = 1\n", "global"),
        ("try:\n    f()\nexcept Exception:\n    pass\n", "broad except"),
        ("try:\n    f()\nexcept (OSError, BaseException):\n    pass\n", "broad except"),
        ("try:\n    f()\nexcept:\n    pass\n", "broad except"),
        ("with contextlib.suppress(Exception):\n    f()\n", "broad except"),
        ("x = 1  # TO" + "DO later\n", "promise"),
        ("def f():\n    raise NotImplemented" + "Error\n", "promise"),
        ('tr.say(f"Lot {lot}")\n', "built message"),
        ('tr.say("Lot " + lot)\n', "built message"),
        ('tr.count("{n} lot", f"{n} lots", 2)\n', "built message"),
        ("from sqlalchemy import Numeric\nc = mapped_column(Numeric(10, 2))\n", "rounding"),
        ("import sqlalchemy as sa\nc = sa.Column(sa.Float)\n", "rounding"),
    ],
)
def test_a_limit_catches(source, rule):
    (finding,) = limits.check_source("qtrace/models/items.py", source)
    assert finding.rule.startswith(rule)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("qtrace/ui/shell.py", "def f():\n" + "    x = 1\n" * 79),
        ("qtrace/models/migrations/versions/r1.py", "def upgrade():\n" + "    x = 1\n" * 300),
        ("qtrace/app/crash.py", "try:\n    f()\nexcept Exception:\n    pass\n"),
        ("qtrace/ui/shell.py", 'tr.say("Lot {lot}", lot=f"{x}")\ntext.count("a" + b)\n'),
        ("qtrace/ui/containers.py", "class State(StrEnum):\n    TO" + 'DO = "open"\n'),
        ("qtrace/domain/statistics.py", "class Numeric:\n    x = Numeric\n"),
    ],
)
def test_a_limit_lets_pass(path, source):
    assert limits.check_source(path, source) == []


def test_a_reviewer_is_pointed_at_what_is_long():
    (finding,) = limits.advice("qtrace/ui/shell.py", "def f():\n" + "    x = 1\n" * 60)
    assert finding.rule == "function too long"
