"""Shipped resources: one reader for the source tree and for the installed wheel.

Every program reads its catalogue here first: what builds a table is loaded with the table.
"""

import csv
import io
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from qtrace.domain.analytics.constants import ControlConstants
    from qtrace.domain.codes.tables import AiTable
    from qtrace.domain.sampling.double import DoubleTables
    from qtrace.domain.sampling.lot_plans import PlanTables
    from qtrace.domain.sampling.tables import SamplingTables
    from qtrace.domain.sampling.variables import VariablesTables


@cache
def resource_root() -> Traversable:
    """Folder of the shipped resources: `_resources` in a wheel, `resources/` in the source tree.

    Raises:
        FileNotFoundError: neither folder exists: the installation is damaged.
    """
    package = files("qtrace")
    for candidate in (package / "_resources", package / ".." / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("qtrace resources are missing: reinstall QTrace")


def open_resource(path: str) -> BinaryIO:
    """Open the resource at `path` (relative, with forward slashes) for reading bytes.

    Raises:
        FileNotFoundError: there is no such resource.
    """
    return io.BytesIO(read_bytes(path))


def read_bytes(path: str) -> bytes:
    """Bytes of the resource at `path`.

    Raises:
        FileNotFoundError: there is no such resource.
    """
    return resource_root().joinpath(*path.split("/")).read_bytes()


@cache
def read_table(path: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV resource with a header row, as dictionaries of text.

    Raises:
        FileNotFoundError: there is no such resource.
    """
    text = read_bytes(path).decode("utf-8")
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    return tuple(csv.DictReader(lines))


@cache
def ai_table() -> "AiTable":
    """The shipped tables of GS1 application identifiers and MH10.8.2 data identifiers, built once.

    Raises:
        FileNotFoundError: the table is missing: the installation is damaged.
    """
    from qtrace.domain.codes.identifiers import IDENTIFIER_TABLE_PATH
    from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table

    return build_ai_table(read_table(AI_TABLE_PATH), read_table(IDENTIFIER_TABLE_PATH))


@cache
def sampling_tables() -> "SamplingTables":
    """The shipped sampling tables of all standards, built once.

    Raises:
        FileNotFoundError: a table is missing: the installation is damaged.
    """
    from qtrace.domain.sampling.tables import build_tables

    return build_tables(read_table)


@cache
def double_tables() -> "DoubleTables":
    """The shipped double sampling tables of Z1.4, built once.

    Raises:
        FileNotFoundError: a table is missing: the installation is damaged.
    """
    from qtrace.domain.sampling.double import build_double_tables

    return build_double_tables(read_table)


@cache
def variables_tables() -> "VariablesTables":
    """The shipped, unverified tables of Z1.9, built once.

    Raises:
        FileNotFoundError: a table is missing: the installation is damaged.
    """
    from qtrace.domain.sampling.variables import build_variables_tables

    return build_variables_tables(read_table)


@cache
def plan_tables() -> "PlanTables":
    """Every table that a sampling plan may be read from.

    Raises:
        ValueError: a shipped table is damaged.
    """
    from qtrace.domain.sampling.lot_plans import PlanTables

    return PlanTables(sampling_tables(), double_tables(), variables_tables())


@cache
def control_constants() -> "ControlConstants":
    """The shipped constants of control charts, built once.

    Raises:
        FileNotFoundError: the table is missing: the installation is damaged.
    """
    from qtrace.domain.analytics.constants import TABLE_PATH, build_control_constants

    return build_control_constants(read_table(TABLE_PATH))
