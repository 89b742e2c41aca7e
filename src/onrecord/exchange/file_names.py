"""Names of files made from ids, which are other people's text and may say anything."""

import hashlib
import itertools
import re
from collections.abc import Iterable

LONGEST_NAME = 80  # characters of an id that a name keeps
UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
# What Windows opens as a device, whatever its ending.
DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A name without ending for each id: the id itself where it can be one, else something like it.

    Names hold ASCII letters, digits, `-` and `_`; no two are the same on a system that does not tell
    `A` from `a`; one that differs from its id ends in eight digits of the id's SHA-256.

    Args:
        ids: each once.
    """
    names, taken = {}, set()
    for id_ in ids:
        name = UNSAFE.sub("_", id_)[:LONGEST_NAME]
        low = name.lower()
        if name != id_ or not name or name[0] == "-" or low in DEVICES or low in taken:
            name = f"{name.strip('-')}-{hashlib.sha256(id_.encode()).hexdigest()[:8]}".lstrip("-")
        tries = itertools.chain([name], (f"{name}-{n}" for n in itertools.count(2)))
        names[id_] = next(t for t in tries if t.lower() not in taken)
        taken.add(names[id_].lower())
    return names
