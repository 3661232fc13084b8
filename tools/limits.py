"""Size and shape limits that no linter knows: hard failures, and advice at the review triggers.

    python -m tools.limits             fail on what is never allowed
    python -m tools.limits --advice    also list what a reviewer should look at

The numbers are those of `docs/architecture.md`: sizes, no `global`, no broad `except` but at the
entries of the program, no column type that SQLite rounds, no promise words, no text built before it
is translated.
"""

import argparse
import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

HARD_SIZES = {"module": 600, "class": 350, "function": 80}
REVIEW_SIZES = {"module": 400, "class": 250, "function": 50}

# A migration is one long, flat list of tables: splitting it would hide what it does.
SIZE_EXEMPT = ("qtrace/models/migrations/versions/",)

# The program's entries: where an unexpected exception must end as a report, not as a dead thread.
BROAD_EXCEPT_ALLOWED = frozenset(
    {
        "qtrace/app/crash.py",
        "qtrace/app/executor.py",
        "qtrace/app/fake_executor.py",
        "qtrace/app/cli/main.py",
        "qtrace/scanning/qt_wedge.py",
    }
)
BROAD = frozenset({"Exception", "BaseException"})

# SQLAlchemy stores them as REAL on SQLite: 123456789012.123457 came back as ...459.
ROUNDING_TYPES = frozenset(
    {"Numeric", "NUMERIC", "DECIMAL", "Float", "FLOAT", "REAL", "Double", "DOUBLE"}
)
PROMISES = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
STUB = "NotImplemented" + "Error"
TRANSLATING = frozenset({"say", "count", "term", "N_"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a limit."""

    path: str
    line: int
    rule: str
    detail: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.detail}"


def check_source(path: str, source: str) -> list[Finding]:
    """Everything in one module of the product that is never allowed.

    Args:
        path: relative to the project, with forward slashes; some rules depend on it.
        source: the module's text.

    Raises:
        SyntaxError: `source` is not Python.
    """
    tree = ast.parse(source, path)
    findings = list(_sizes(path, source, tree, HARD_SIZES))
    for node in ast.walk(tree):
        findings.extend(_shape(path, node))
    if path.startswith("qtrace/models/"):
        findings.extend(_rounding_columns(path, tree))
    findings.extend(_promises(path, source))
    return findings


def advice(path: str, source: str) -> list[Finding]:
    """Places over the review triggers; a reason to look, not a failure."""
    return list(_sizes(path, source, ast.parse(source, path), REVIEW_SIZES))


def check_tree(root: Path = ROOT) -> list[Finding]:
    """Findings of the whole product and its tools, ordered by place."""
    return [finding for path, source in _modules(root) for finding in check_source(path, source)]


def _modules(root: Path) -> Iterator[tuple[str, str]]:
    for folder in ("qtrace", "tools"):
        for file in sorted((root / folder).rglob("*.py")):
            yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")


def _promises(path: str, source: str) -> Iterator[Finding]:
    """Promise words in comments and texts (an enumeration may have such a member), and stubs."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            promise = PROMISES.search(token.string)
            if promise:
                yield Finding(path, token.start[0], "promise", promise.group())
        elif token.string == STUB:
            yield Finding(path, token.start[0], "promise", STUB)


def _sizes(path: str, source: str, tree: ast.AST, limits: dict[str, int]) -> Iterator[Finding]:
    if path.startswith(SIZE_EXEMPT):
        return
    length = source.count("\n")
    if length > limits["module"]:
        yield Finding(path, 1, "module too long", f"{length} > {limits['module']} lines")
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            kind = "class"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            kind = "function"
        else:
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > limits[kind]:
            detail = f"{node.name}: {length} > {limits[kind]} lines"
            yield Finding(path, node.lineno, f"{kind} too long", detail)


def _shape(path: str, node: ast.AST) -> Iterator[Finding]:
    if isinstance(node, ast.Global):
        yield Finding(path, node.lineno, "global", ", ".join(node.names))
    elif isinstance(node, ast.ExceptHandler):
        if _is_broad(node.type) and path not in BROAD_EXCEPT_ALLOWED:
            yield Finding(path, node.lineno, "broad except", "catch what can happen here")
    elif isinstance(node, ast.Call):
        yield from _call(path, node)


def _call(path: str, node: ast.Call) -> Iterator[Finding]:
    name = _last_name(node.func)
    if name == "suppress" and path not in BROAD_EXCEPT_ALLOWED and any(map(_is_broad, node.args)):
        yield Finding(path, node.lineno, "broad except", "suppress(Exception)")
    is_text_count = name == "count" and len(node.args) < 3  # str.count, list.count
    if name in TRANSLATING and path.startswith("qtrace/") and not is_text_count:
        for argument in node.args:
            if isinstance(argument, ast.JoinedStr | ast.BinOp):
                detail = "a text that is put together first cannot be found in the catalogue"
                yield Finding(path, argument.lineno, "built message", detail)


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(element) for element in caught.elts)
    return _last_name(caught) in BROAD


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _rounding_columns(path: str, tree: ast.AST) -> Iterator[Finding]:
    for node in ast.walk(tree):
        name = _last_name(node) if isinstance(node, ast.Name | ast.Attribute) else ""
        if name in ROUNDING_TYPES:
            line = node.lineno if isinstance(node, ast.expr) else 1
            yield Finding(path, line, "rounding column type", f"{name}: SQLite keeps it as REAL")


def main() -> int:
    """Print the findings; 1 if there are any."""
    parser = argparse.ArgumentParser(description="Size and shape limits of the code.")
    parser.add_argument("--advice", action="store_true", help="also list the review triggers")
    options = parser.parse_args()
    if options.advice:
        for path, source in _modules(ROOT):
            for finding in advice(path, source):
                print(f"look at {finding}")
    findings = check_tree()
    for finding in findings:
        print(finding)
    print(f"limits: {len(findings)} finding(s)")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
