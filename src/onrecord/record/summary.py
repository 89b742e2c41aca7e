"""A record in short: what was read, what was found, and what was not read and why."""

from collections import Counter

from onrecord.corpus.inputs import printable
from onrecord.corpus.notes import told_notes
from onrecord.tables.folder import Tables, read_columns

MOST_VALUES = 5  # of one term
NAMELESS_SOURCES = {
    "unnamed_of_organization": "unnamed of an organisation",
    "document": "documents",
    "unnamed": "unnamed",
    "none": "no source",
}


def summarize(tables: Tables, notes: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """Terms, each with its values in words, in the order in which they are shown."""
    articles = tables.articles.drop_columns("text").to_pylist()
    read = [a for a in articles if a["status"] == "ok"]
    unread = [f"{a['article_id']}: {_why(a)}" for a in articles if a["status"] != "ok"]
    kinds = Counter(tables.attributions["kind"].to_pylist())
    statuses = Counter(a["status"].replace("_", " ") for a in articles)
    told = [f"{len(articles):,}", f"read {statuses.pop('ok', 0):,}", *_counts(statuses)]
    classes = Counter(tables.attributions["source_class"].to_pylist())
    nameless_sources = [f"{shown} {classes.pop(c, 0):,}" for c, shown in NAMELESS_SOURCES.items()]
    sources = [f"named {classes.total():,}", *nameless_sources]
    names = Counter(tables.entities["named"].to_pylist())
    nameless = [f"without a name {names[False]:,}"] if names[False] else []
    facts = [
        ("articles", told),
        ("words", [f"{sum(a['words'] for a in read):,}"]),
        ("outlets", _few(_counts(Counter(a["outlet"] or "not given" for a in read)))),
        ("published", _dates(read)),
        ("attributions", [f"{tables.attributions.num_rows:,}", *_counts(kinds)]),
        ("sources", sources),
        ("most quoted", _most_quoted(tables)),
        ("entities", [f"named {names[True]:,}", *nameless]),
        ("mentions", [f"{tables.mentions.num_rows:,}"]),
        ("not read", _few(unread)),
        ("to know", [printable(group.sentence) for group in told_notes(tables.manifest)]),
        ("left out", list(notes)),
        ("made by", _made_by(tables.manifest)),
    ]
    return [(term, values) for term, values in facts if values]


def _counts(counter):
    return [f"{value} {n:,}" for value, n in counter.most_common()]


def _few(values):
    more = len(values) - MOST_VALUES
    return values[:MOST_VALUES] + [f"and {more:,} more"] * (more > 0)


def _dates(articles):
    known = sorted(a["published"] for a in articles if a["published"])
    values = list(dict.fromkeys(str(day) for day in known[:1] + known[-1:]))
    without = len(articles) - len(known)
    return [" to ".join(values)] * bool(values) + [f"no date {without:,}"] * bool(without)


def _most_quoted(tables):
    """Of those who have a name, by attributions of depth 0: what is quoted inside a quotation counts
    for the outer source."""
    entities = tables.entities.filter(tables.entities["named"])
    names = dict(read_columns(entities, "entity_id", "name"))
    rows = read_columns(tables.attributions, "source_entity", "depth")
    sources = Counter(e for e, depth in rows if e in names and depth == 0)
    return [f"{names[entity]} {n:,}" for entity, n in sources.most_common(MOST_VALUES)]


def _why(article):
    return article["message"] or article["status"].replace("_", " ")


def _made_by(manifest):
    """What the manifest has of it; one that somebody has changed may have anything."""
    model = manifest.get("model")
    named = [model.get("name"), model.get("version")] if isinstance(model, dict) else [model]
    version = manifest.get("onrecord")
    made = [["onrecord", version] if version else [], named]
    return [" ".join(map(str, filter(None, words))) for words in made if any(words)]
