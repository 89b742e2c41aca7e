"""The wordings of an entity: under which names and descriptions it goes, and where first."""

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from onrecord.counts.labels import with_names
from onrecord.reading.doc.sentences import excerpt

LONGEST = 130  # characters of a sentence that is shown in a cell


def aliases_used(
    mentions: pd.DataFrame, entities: pd.DataFrame, articles: pd.DataFrame, who: Sequence[str]
) -> pd.DataFrame:
    """Every name and description of each entity of `who`, and how many mentions carry it.

    A mention may carry several: `German chancellor Olaf Scholz` carries `German chancellor` and
    `Olaf Scholz`, and neither `Scholz` nor `chancellor`. One that carries none of those that
    `entities` lists counts as its own wording, so that no mention but a pronoun is left out.
    Wordings that differ in case alone are one.

    Returns:
        Columns `entity`, `alias`, `form` (that of the mentions that are this wording and nothing
        else; where there are none: `proper` if each of its words begins with a capital letter),
        `mentions`, `first_sentence` (of the corpus, shortened), `ids`. In the order of `who`,
        the commonest wording first.
    """
    named = with_names(mentions[mentions["form"] != "pronoun"], entities)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    known = (entities[column] for column in ("entity_id", "name", "aliases"))
    listed = {i: (name, aliases) for i, name, aliases in zip(*known, strict=True)}
    groups = dict(iter(named[named["entity"].isin(who)].groupby("entity")))
    rows = []
    for rank, name in enumerate(who):
        found = groups.get(name)
        for row in () if found is None else _wordings(found, listed):
            text, start = texts[row.pop("article_id")], row.pop("start")
            first = excerpt(text, start, start, focus=start, longest=LONGEST)
            rows.append(row | {"entity": name, "rank": rank, "first_sentence": first})
    columns = ["entity", "alias", "form", "mentions", "first_sentence", "ids"]
    table = pd.DataFrame(rows, columns=["rank", *columns])
    table = table.sort_values(["rank", "mentions", "alias"], ascending=[True, False, True])
    return table[columns].reset_index(drop=True)


def _wordings(mentions, listed):
    """A dict for each wording of one entity, with where it stands first."""
    name, aliases = listed[mentions["entity_id"].iloc[0]]
    spelled = {_folded(alias): alias for alias in (*reversed(aliases), name)}
    pattern = _any_of(spelled)
    carried: dict[str, dict] = {}
    alone: dict[str, Counter] = {}
    columns = (mentions[c] for c in ("mention_id", "article_id", "start", "text", "form"))
    for mention_id, article_id, start, text, form in zip(*columns, strict=True):
        whole = _folded(text)
        alone.setdefault(whole, Counter())[form] += 1
        keys = [_folded(m[0]) for m in pattern.finditer(text)] if whole not in spelled else [whole]
        for key in dict.fromkeys(keys or [whole]):
            row = carried.setdefault(
                key, {"alias": spelled.get(key, text), "article_id": article_id, "start": start}
            )
            row.setdefault("ids", []).append(mention_id)
    for key, row in carried.items():
        forms = alone.get(key)
        row["form"] = forms.most_common(1)[0][0] if forms else _form(row["alias"])
        row["mentions"] = len(row["ids"])
    return list(carried.values())


def _any_of(spelled):
    """A pattern that finds any of the wordings as whole words, of two at one place the longer."""
    longest = sorted(spelled, key=len, reverse=True)
    words = (r"\s+".join(map(re.escape, wording.split())) for wording in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _form(alias):
    return "proper" if all(word[:1].isupper() for word in alias.split()) else "common"


def _folded(text):
    return " ".join(text.split()).casefold()
