"""A methods paragraph to paste, and how to cite the kit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

REPOSITORY = "https://github.com/onrecord/onrecord"
TITLE = "onrecord: who said what, on whose word, about whom, and who disputes it"
AUTHOR = "The onrecord contributors"


@dataclass(frozen=True)
class Methods:
    """What a paper says of an audit, and how it cites the kit; it shows itself in a notebook.

    Attributes:
        instead: what is shown where there is no audit.
    """

    paragraph: str
    csl: list[dict]
    bibtex: str
    instead: str = ""

    def __repr__(self):
        csl = json.dumps(self.csl, indent=1)
        return "\n\n".join((self.paragraph, csl, self.bibtex)) if self.csl else self.instead

    def _repr_html_(self):
        first, *others = repr(self).split("\n\n")
        block = Markup('<pre class="text" tabindex="0">{}</pre>')
        return str(Markup("<p>{}</p>").format(first) + Markup().join(map(block.format, others)))


def find(accuracy: Sequence[Mapping], right: str) -> Mapping:
    """The row of all attributions for one measure."""
    return next((r for r in accuracy if r["by"] == "all" and r["right"] == right), {})


def share(value: float | None) -> str:
    """A share to two decimals, as papers print it; `not known` where there is none."""
    return "not known" if value is None else f"{value:.2f}".removeprefix("0")


def with_interval(row: Mapping, name: str) -> str:
    """A share with its interval: `.83 (.78 to .88)`."""
    ends = row.get(f"{name}_low"), row.get(f"{name}_high")
    told = share(row.get(name))
    return told if None in ends else f"{told} ({share(ends[0])} to {share(ends[1])})"


def paragraph(result: Mapping, manifest: Mapping) -> str:
    """What was done and how right it is, in sentences."""
    sample, coders = result["sample"], result["coders"]
    model, attribution = manifest.get("model", {}), manifest.get("attribution_model", {})
    made = [f"{model['name']} {model['version']}"] if model.get("version") else []
    made += [f"attribution model {attribution['sha256'][:8]}"] if attribution.get("sha256") else []
    content, who = (find(result["accuracy"], name) for name in ("content", "with who is meant"))
    judged = len({row["id"] for each in coders for row in each["rows"]})
    missed = sum(len(each["missed"]) for each in coders)
    readers = "; ".join(f"“{each['reader']}”" for each in coders)
    plural = "s" if len(coders) > 1 else ""
    shared = sample["shared"] if len(coders) > 1 else 0
    known = [(row["of"], row["alpha"]) for row in result["agreement"] if row["alpha"] is not None]
    alphas = ", ".join(f"{share(alpha)} for {of}" for of, alpha in known)
    agreed = f" On these, Krippendorff's alpha is {alphas}." if alphas else ""
    return (
        f"Attributions were found with onrecord {result['onrecord']}"
        f"{f' ({chr(44).join(made)})'.replace(',', ', ') if made else ''}. Its accuracy on this corpus was "
        f"measured on {sample['articles']} of {sample['of']} articles, drawn by systematic sampling over outlets and "
        f"lengths (seed {sample['seed']}). {len(coders)} coder{plural} ({readers}) read them whole, marked "
        f"{judged} attributions and added {missed} that were missing or had the wrong words."
        f"{f' {shared} articles were read by all.' if shared else ''}{agreed} "
        f"An attribution is right where its content is: precision {with_interval(content, 'precision')}, recall "
        f"{with_interval(content, 'recall')}, F1 {with_interval(content, 'f1')}. Where who is meant must be right "
        f"too: precision {with_interval(who, 'precision')}, recall {with_interval(who, 'recall')}, F1 "
        f"{with_interval(who, 'f1')}. Intervals are 95% intervals of a studentised bootstrap over articles "
        f"({result['draws']:,} resamples). Corrected shares put reported words where the marked articles say that such "
        "words belong, and add what was missed (calibration estimator)."
    )


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
    lines = {
        "title": f"{{{TITLE}}}",
        "author": f"{{{AUTHOR}}}",
        "version": version,
        "url": REPOSITORY,
    }
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in lines.items())
    return csl, f"@software{{onrecord,\n{fields}\n}}"
