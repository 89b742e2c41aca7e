"""How far coders agree on articles that all of them read: Krippendorff's alpha, for nominal values.

Krippendorff, K. (2019). Content Analysis (4th ed.), chapter 12. The library of that name is under the GPL,
which does not go with our licence, and nominal values take no more than what is here.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from onrecord.corrections.places import OVERLAP, alike
from onrecord.corrections.row import Spans

# What is compared: for who and act what each coder holds to be right, else right or wrong.
VALUES = {
    "content": lambda row: row["content"],
    "source": lambda row: row["source"],
    "who": lambda row: None if row["who"] is None else row["right_who"] or row["who"],
    "act": lambda row: None if row["act"] is None else row["right_act"] or row["act"],
}


def agreement(marked: Sequence[dict]) -> list[dict]:
    """A row for each thing that was marked: `of`, `units` (what two or more marked), `same` (the share of
    units that all marked alike), and `alpha`, None where there is nothing to tell apart.

    Of what was missed, which has no units of its own, `same` is the share of it that all coders added.
    """
    shared = (
        set.intersection(*(set(each["articles"]) for each in marked)) if len(marked) > 1 else set()
    )
    if not shared:
        return []
    made = []
    for name, value in VALUES.items():
        values = [{r["id"]: value(r) for r in m["rows"] if r["article"] in shared} for m in marked]
        made.append({"of": name, **_compare(values)})
    links = [
        {
            (r["claim"], r["kind"], r["other"]): r["right"]
            for r in m["links"]
            if r["article"] in shared
        }
        for m in marked
    ]
    return [
        *made,
        {"of": "link", **_compare(links)},
        {"of": "missed", **_compare_missed(marked, shared)},
    ]


def _compare(values: Sequence[dict]) -> dict:
    ids = sorted({i for each in values for i, value in each.items() if value is not None})
    units = [[each.get(i) for each in values] for i in ids]
    units = [unit for unit in units if sum(value is not None for value in unit) > 1]
    same = sum(len({value for value in unit if value is not None}) == 1 for unit in units)
    share = round(same / len(units), 4) if units else None
    return {"units": len(units), "same": share, "alpha": alpha(units)}


def alpha(units: Sequence[Sequence]) -> float | None:
    """Krippendorff's alpha of nominal values; a unit has one value of each coder, or None.

    None where all values are the same, since nothing could be told apart then.
    """
    known = [Counter(v for v in unit if v is not None) for unit in units]
    known = [unit for unit in known if unit.total() > 1]
    totals = sum(known, Counter[Hashable]())
    number = totals.total()
    by_chance = number**2 - sum(n**2 for n in totals.values())
    if not by_chance:
        return None
    differing = sum(
        (u.total() ** 2 - sum(n**2 for n in u.values())) / (u.total() - 1) for u in known
    )
    return round(1 - (number - 1) * differing / by_chance, 4)


def _compare_missed(marked, shared) -> dict:
    """Words of two coders are the same where they have half of what either has in common."""
    groups: list[tuple[str, Spans, set]] = []
    for each in marked:
        for row in each["missed"]:
            if row["article"] in shared:
                spans = tuple((start, end) for start, end in row["spans"])
                for article, known, coders in groups:
                    if article == row["article"] and alike(known, spans) >= OVERLAP:
                        coders.add(each["coder"])
                        break
                else:
                    groups.append((row["article"], spans, {each["coder"]}))
    all_ = sum(len(coders) == len(marked) for *_, coders in groups)
    return {
        "units": len(groups),
        "same": round(all_ / len(groups), 4) if groups else None,
        "alpha": None,
    }
