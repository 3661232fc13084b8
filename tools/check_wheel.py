"""Builds the wheel, installs it apart from the source tree, and runs the tour from it.

A file that only the source tree has (a resource, a catalogue, a migration) is found missing here.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAST_PICTURES = 6
LEAST_DOCUMENTS = 2
TOUR_LIMIT_S = 90.0
"""Seconds of processor time, twice the budget of an idle machine: only a runaway fails here."""


def build_and_install(folder: Path) -> Path:
    """Install a freshly built wheel below `folder`; the folder to put on the import path.

    The packages it depends on are those of the running interpreter: nothing is downloaded.

    Raises:
        subprocess.CalledProcessError: it does not build or install; the output is on stderr.
    """
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True)
    (wheel,) = folder.glob("qtrace-*.whl")
    target = folder / "installed"
    install = ["install", "--no-deps", "--no-index", "--no-compile", "--target", str(target)]
    subprocess.run([*pip, *install, str(wheel)], check=True)
    return target


def run_installed(target: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `python *arguments` so that `qtrace` is the installed one, in a home of its own."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(target),
        "PYTHONSAFEPATH": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "QTRACE_HOME": str(folder / "home"),
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=4 * TOUR_LIMIT_S,
    )


def problems(folder: Path) -> list[str]:
    """What is wrong with the installed wheel; empty if the tour runs from it and is complete."""
    target = build_and_install(folder)
    where = run_installed(target, folder, "-c", "import qtrace; print(qtrace.__file__)")
    if not where.stdout.startswith(str(target)):
        return [f"the installed package is not the one that runs: {where.stdout}{where.stderr}"]
    out = folder / "tour"
    before = os.times()
    tour = run_installed(target, folder, "-m", "qtrace", "tour", "--out", str(out))
    after = os.times()
    took_s = sum(after[2:4]) - sum(before[2:4])
    elapsed_s = after.elapsed - before.elapsed
    if tour.returncode:
        return [f"the tour ended with {tour.returncode}", tour.stdout, tour.stderr]
    pictures, documents = (len(list(out.rglob(kind))) for kind in ("*.png", "*.pdf"))
    print(f"tour: {pictures} pictures, {documents} documents, {took_s:.1f} s of {elapsed_s:.1f} s")
    found = []
    if pictures < LEAST_PICTURES or documents < LEAST_DOCUMENTS:
        found.append(f"the tour left {pictures} pictures and {documents} documents")
    if took_s > TOUR_LIMIT_S:
        found.append(f"the tour took {took_s:.0f} s > {TOUR_LIMIT_S:.0f} s")
    return found


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    with tempfile.TemporaryDirectory(prefix="qtrace-wheel-") as folder:
        found = problems(Path(folder))
    print("\n".join(found) or "wheel: builds, installs, runs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
