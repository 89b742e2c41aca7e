"""Make the two word lists of `onrecord.entities`: what nouns mean, and who bears a first name.

`nouns.tsv` comes from WordNet 3.0 (Fellbaum 1998): the noun files of its `dict` folder, such as
Debian's package wordnet-base puts into /usr/share/wordnet. A noun is a person, a group or a place
as often as its senses are, counted as in WordNet's own tagged texts; a fifth of them is the least
that counts. It is a woman or a man where the gloss of its first sense says so.

`first_names.tsv` comes from the US Census of 1990 (public domain): `dist.male.first` and
`dist.female.first`, as the Python package `names` holds them. A name is there where nine of ten
who bear it are of one gender.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

EXAMPLE = "example: python -m training.make_lexicons /usr/share/wordnet ~/census"
DATA = Path(__file__).parents[1] / "src" / "onrecord" / "data"
CLASSES = {"14": "group", "15": "place", "18": "person"}  # WordNet's lexicographer files
LEAST_SHARE = 0.2
# Nouns that mean something else in the news than WordNet's texts have it.
OTHERWISE = {"people": ["person"], "folk": ["person"], "campaign": ["group"]}
NOBODY = ("nobody", "middle", "quarter", "line", "half", "end")
GENDER_SHARE = 0.9
GENDERS = {"m": "male", "f": "female"}  # the second as the Census files are called
ENDINGS = {"woman": "f", "women": "f", "mother": "f", "sister": "f", "daughter": "f", "wife": "f"}
ENDINGS |= {"father": "m", "brother": "m", "grandson": "m", "husband": "m"}
WOMAN = re.compile(r"\b(?:woman|female|girl|wife)\b(?!'s)")
MAN = re.compile(r"\b(?:man|male|boy|husband)\b(?!'s)")
GLOSS_BEGINS = 40  # characters in which a gloss says that it is a woman or a man


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wordnet", type=Path, help="folder that holds data.noun and index.noun")
    parser.add_argument("census", type=Path, help="folder that holds the dist.*.first files")
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to")
    args = parser.parse_args()
    write(args.out / "nouns.tsv", ("noun", "classes", "gender"), noun_rows(args.wordnet))
    write(args.out / "first_names.tsv", ("name", "gender"), name_rows(args.census))


def write(path: Path, header, rows):
    """One line a row, tabs between; LF ends."""
    lines = ["\t".join(row) for row in (header, *sorted(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path}: {len(lines) - 1} rows", file=sys.stderr)


def noun_rows(folder: Path):
    """(noun, its classes from the most frequent on, gender), irregular plurals like their singulars."""
    known = dict(known_nouns(folder))
    for line in lines_of(folder / "noun.exc"):
        plural, singular, *_ = line.split()
        if singular in known and plural.isalpha():
            known[plural] = known[singular]
    known |= {noun: (classes, "") for noun, classes in OTHERWISE.items()}
    known = {noun: meant for noun, meant in known.items() if noun not in NOBODY}
    for noun, (classes, gender) in known.items():
        yield noun, " ".join(classes), gender


def known_nouns(folder: Path):
    """(noun, (classes, gender)) of each noun that is somebody or somewhere, names left out."""
    synsets = dict(read_synsets(folder / "data.noun"))
    counts = sense_counts(folder / "cntlist.rev")
    for line in lines_of(folder / "index.noun"):
        noun, _, _, pointers, *rest = line.split()
        senses = [synsets[offset] for offset in rest[int(pointers) + 2 :]]
        if not noun.isalpha() or not any(noun in words for _, words, _ in senses):
            continue
        shares = Counter()
        for n, (file, _, _) in enumerate(senses, 1):
            shares[file] += counts.get((noun, n), 0) + 1 / n**2
        total = sum(shares.values())
        ranked = [
            CLASSES[f] for f, c in shares.most_common() if f in CLASSES and c / total >= LEAST_SHARE
        ]
        if ranked:
            person = next((gloss for file, _, gloss in senses if CLASSES.get(file) == "person"), "")
            yield noun, (ranked, gender_of(noun, person) if "person" in ranked else "")


def read_synsets(path: Path):
    """Offset → (lexicographer file, its words as they are written, gloss)."""
    for line in lines_of(path):
        fields, _, gloss = line.partition(" | ")
        offset, file, _, count, *rest = fields.split(" ")
        yield offset, (file, rest[: 2 * int(count, 16) : 2], gloss.strip())


def sense_counts(path: Path) -> dict[tuple[str, int], int]:
    """(noun, number of its sense) → how often it is tagged so."""
    counts = defaultdict(int)
    for line in path.read_text(encoding="latin-1").splitlines():
        key, sense, count = line.split()
        noun, _, rest = key.partition("%")
        if rest.startswith("1:"):
            counts[noun, int(sense)] = int(count)
    return counts


def lines_of(path: Path):
    """The lines of a WordNet file without its licence."""
    text = path.read_text(encoding="latin-1")
    return (line for line in text.splitlines() if not line.startswith("  "))


def gender_of(noun: str, gloss: str) -> str:
    """`f` for a noun that means `a woman who ...`, `m` for `a male ...`; empty where neither or both."""
    for ending, gender in ENDINGS.items():
        if noun.endswith(ending) and gloss:
            return gender
    woman, man = (bool(said.search(gloss[:GLOSS_BEGINS])) for said in (WOMAN, MAN))
    return "" if woman == man else "f" if woman else "m"


def name_rows(folder: Path):
    """(first name, gender)."""
    shares = {
        gender: read_shares(folder / f"dist.{word}.first") for gender, word in GENDERS.items()
    }
    for name in shares["m"].keys() | shares["f"].keys():
        m, f = (shares[gender].get(name, 0.0) for gender in GENDERS)
        if max(m, f) >= GENDER_SHARE * (m + f):
            yield name, "m" if m > f else "f"


def read_shares(path: Path) -> dict[str, float]:
    """First name → percent of a gender that bears it."""
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {name.lower(): float(percent) or 0.0005 for name, percent, *_ in rows}


if __name__ == "__main__":
    main()
