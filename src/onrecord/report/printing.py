"""Pages as PDF, printed by the Chromium or Chrome of this machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.tables.unfinished import own_folder

VARIABLE = "ONRECORD_CHROMIUM"  # of the environment: the program to use
PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("chrome-headless-shell", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WITHIN = 120  # seconds for a page
DATE = re.compile(rb"/(?:Creation|Mod)Date \(D:[^)]*\)")


def find_chromium() -> str:
    """The path of the program.

    Raises:
        OnrecordError: there is none, or `ONRECORD_CHROMIUM` names none.
    """
    named = os.environ.get(VARIABLE)
    if found := next(filter(None, map(shutil.which, [named] if named else PROGRAMS)), None):
        return found
    told = f"{VARIABLE} names no program: {named}" if named else "no Chromium was found"
    raise OnrecordError(
        f"Pages are printed by Chromium or Google Chrome, and {told}. Install one (Debian: apt-get "
        f"install chromium; Ubuntu, macOS, Windows: Google Chrome), or set {VARIABLE} to the program."
    )


def print_pages(
    pages: Mapping[str, bytes], chromium: str, *, within: float = WITHIN
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Print pages; links between them lead from PDF to PDF.

    Args:
        pages: name, such as `index.html` → its bytes.
        chromium: the path of the program.
        within: seconds that each may take.

    Returns:
        Name, such as `index.pdf` → its bytes, without times and places; and of those that could not
        be printed, name → why.
    """
    printed, failed = dict[str, bytes](), dict[str, str]()
    with own_folder() as folder:
        for name, html in pages.items():
            (folder / name).write_bytes(html)
        for name in pages:
            pdf = f"{Path(name).stem}.pdf"
            try:
                printed[pdf] = _without_places(_print(folder, name, chromium, within), folder)
            except OSError as error:
                failed[pdf] = str(error)
    return printed, failed


def _print(folder, name, chromium, within):
    made = folder / "printed.pdf"
    made.unlink(missing_ok=True)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = ["--headless", *QUIET, *["--no-sandbox"] * as_root, "--disable-dev-shm-usage"]
    options += [f"--user-data-dir={folder / 'chromium'}", "--no-pdf-header-footer"]
    options += ["--generate-pdf-document-outline", f"--print-to-pdf={made}"]
    command = [chromium, *options, (folder / name).as_uri()]
    try:
        done = subprocess.run(command, capture_output=True, timeout=within, check=False)
    except subprocess.TimeoutExpired as error:
        raise OSError(f"{chromium} took longer than {within:g} seconds") from error
    if not made.exists():
        said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise OSError(" ".join([f"{chromium} made no PDF.", *said]))
    return made.read_bytes()


def _without_places(pdf, folder):
    """A PDF without dates, whose links name no folder; no byte moves, since it counts them."""
    places = re.escape(f"({folder.as_uri()}/".encode()) + rb"([^)#]*)(?:#[^)]*)?\)"
    pdf = DATE.sub(lambda found: b" " * len(found[0]), pdf)
    return re.sub(places, _beside, pdf)


def _beside(found):
    there = re.sub(rb"\.html$", b".pdf", found[1])
    return (b"(%s)" % there).ljust(len(found[0]))
