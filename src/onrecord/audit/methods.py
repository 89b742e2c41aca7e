"""A methods paragraph to paste, and how to cite the kit."""

from collections.abc import Mapping, Sequence

REPOSITORY = "https://github.com/onrecord/onrecord"
TITLE = "onrecord: who said what, on whose word, about whom, and who disputes it"
AUTHOR = "The onrecord contributors"
SHARES = {"precision": "precision", "recall": "recall", "f1": "F1"}  # key → its words
ENOUGH = 10  # articles, for intervals that hold what they promise: `python -m benchmarks auditing`


def find(accuracy: Sequence[Mapping], right: str) -> Mapping:
    """The row of all attributions for one measure."""
    return next((r for r in accuracy if r["by"] == "all" and r["right"] == right), {})


def share(value: float | None) -> str:
    """A share to two decimals, as papers print it; `not known` where there is none (None, NaN)."""
    return "not known" if value is None or value != value else f"{value:.2f}".removeprefix("0")


def with_interval(row: Mapping, name: str) -> str:
    """A share with its interval, where that is known: `.83 (.78–.88)`."""
    told, low, high = (share(row.get(f"{name}{end}")) for end in ("", "_low", "_high"))
    return told if low == share(None) else f"{told} ({low}–{high})"


def paragraph(result: Mapping, manifest: Mapping) -> str:
    """What was done and how right it is, in sentences."""
    sample, coders, number = result["sample"], result["coders"], len(result["coders"])
    version = str(manifest.get("model", {}).get("version"))
    weights = str(manifest.get("attribution_model", {}).get("sha256"))[:8]
    readers = "; ".join(f"“{each['reader']}”" for each in coders)
    judged = len({row["id"] for each in coders for row in each["rows"]})
    missed = sum(len(each["missed"]) for each in coders)
    told = [
        f"Attributions were found with onrecord {result['onrecord']} (spaCy model {version}, attribution "
        f"model {weights}). Its accuracy on this corpus was measured on {sample['read']} of {sample['of']} "
        f"articles, drawn by systematic sampling over outlets and lengths (seed {sample['seed']}).",
        f"{number} coder{'s' * (number > 1)} ({readers}) read them "
        f"whole, marked {judged} attributions and added {missed} that were missing or had the wrong words.",
    ]
    known = [
        f"{share(row['alpha'])} for {row['of']}" for row in result["agreement"] if row["alpha"]
    ]
    if known:
        told.append(
            f"{sample['shared']} articles were read by all; on these, Krippendorff's alpha is "
            f"{', '.join(known)}."
        )
    for name, what in (
        ("content", "its content is right"),
        ("with who is meant", "who is meant is right too"),
    ):
        row = find(result["accuracy"], name)
        shares = (f"{label} {with_interval(row, key)}" for key, label in SHARES.items())
        told.append(f"An attribution counts where {what}: {', '.join(shares)}.")
    told.append(
        "Intervals are 95% intervals of a studentised bootstrap over articles "
        f"({result['draws']:,} resamples). Corrected shares put reported words where the marked articles say "
        "that such words belong, and add what was missed (calibration estimator)."
    )
    if sample["read"] < ENOUGH:
        told.append(f"With fewer than {ENOUGH} articles, intervals may be too narrow.")
    return " ".join(told)


def citation(version: str) -> tuple[dict, str]:
    """How to cite the kit: CSL JSON, and BibTeX."""
    csl = {
        "id": "onrecord",
        "type": "software",
        "title": TITLE,
        "author": [{"literal": AUTHOR}],
        "version": version,
        "URL": REPOSITORY,
    }
    fields = (
        f"  title = {{{{{TITLE}}}}},\n  author = {{{{{AUTHOR}}}}},\n  version = {{{version}}},\n"
    )
    fields += f"  url = {{{REPOSITORY}}}"
    return csl, f"@software{{onrecord,\n{fields}\n}}"
