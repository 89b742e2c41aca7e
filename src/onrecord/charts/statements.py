"""Charts that are read: contested claims with their sentences, and the chains of hearsay.

A table of `contested` or `chains` in, Axes out. They keep to what `plots` says of charts.
"""

from collections import Counter

import pandas as pd

from onrecord.charts.picture import drawing, note
from onrecord.charts.text_shapes import draw_chains, draw_statements
from onrecord.charts.wording import described, left_out, plenty, short
from onrecord.counts.chains import is_unnamed
from onrecord.counts.disputes import STANCES
from onrecord.counts.labels import NO_SOURCE

MOST = 4  # statements of one stance that a contested claim shows
DOES = {"denies": "denies", "withholds": "confirms and denies nothing"}


@drawing()
def contested_claims(statements: pd.DataFrame, loose: int = 0, *, top: int = 10):
    """Who asserts, denies and withholds each contested claim, from `contested.statements`.

    Args:
        loose: how many denials no claim was found for.
        top: how many contested claims are shown.
    """
    also = f" {plenty(loose, 'denial')} of what no claim here was found for." if loose else ""
    if statements.empty:
        left = f" Left out:{also}" if also else ""
        return note("Who disputes what", f"No contested claims in this selection.{left}")
    groups = [own for _, own in statements.groupby("contested")]
    deniers = statements[statements["stance"] == "denies"]["source"]
    sources, number = deniers.nunique(), len(groups)
    verb = "disputes" if sources == 1 else "dispute"
    title = f"{plenty(sources, 'source')} {verb} {plenty(number, 'claim')}"
    subtitle = (
        "Claims that another source here denies, those of most deniers first; statements in the "
        "order in which they appeared, those without a date last. Claims that say the same, or that "
        "the same denials take up, are one. Answers that neither confirm nor deny stand apart."
    )
    subtitle += left_out(number - top, "contested claim") if number > top else ""
    subtitle += f" Left out:{also}" if also else ""
    ax = draw_statements([_block(own) for own in groups[:top]], title, subtitle)
    listed = [_sides(own) for own in groups[:top]]
    claims = [own["claim"].iloc[0] for own in groups[:top]]
    return described(ax, "Contested claims, with who says what of each", claims, listed)


@drawing()
def passed_on(table: pd.DataFrame, *, top: int = 10):
    """Boxes and arrows of who passes on whose words, from `chains.passed_on`."""
    if table.empty:
        return note(
            "Through how many mouths", "No claims through another source in this selection."
        )
    total = table["claims"].sum()
    nameless = table["claims"][[not _is_named(links[-1]) for links in table["links"]]].sum()
    title = f"{nameless:,} of {plenty(total, 'claim')} passed on come from nobody named"
    subtitle = (
        "Claims that reach the reader through another source: from the outermost, left, to the one "
        "whose claim it is; then its claim, or the first of several. The longest come first. "
        "Left out: claims of one source alone, and sources who quote themselves."
    )
    hidden = table.iloc[top:]
    if len(hidden):
        sum_ = plenty(hidden["claims"].sum(), "claim")
        subtitle += f" Not shown: {plenty(len(hidden), 'chain')} with {sum_}."
    shown = table.head(top)
    columns = (shown[c] for c in ("links", "claim", "claims", "articles"))
    rows = [
        ([_boxed(link) for link in links], claim, _about(claims, articles))
        for links, claim, claims, articles in zip(*columns, strict=True)
    ]
    ax = draw_chains(rows, title, subtitle)
    listed = [plenty(claims, "claim") for claims in shown["claims"]]
    return described(ax, "Chains of sources, outermost first", shown["chain"], listed)


def _block(own):
    """A contested claim as `draw_statements` takes it; some statements of each stance are shown."""
    seen, shown, hidden = Counter(), [], Counter()
    for row in own.itertuples():
        seen[row.stance] += 1
        if seen[row.stance] <= MOST:
            does = DOES.get(row.stance, row.act)
            shown.append((row.stance, f"{row.source}: {does}", _where(row), row.sentence))
        else:
            hidden[row.stance] += 1
    more = ", ".join(f"{hidden[stance]:,} {stance}" for stance in STANCES if hidden[stance])
    return own["claim"].iloc[0], shown, f"Not shown: {more}." if more else ""


def _where(row):
    """Outlet and day, else the article; and how many others print it too."""
    day = "" if pd.isna(row.published) else f"{row.published:%Y-%m-%d}"
    known = [part for part in (row.outlet, day) if not pd.isna(part) and part]
    others = [f"and {plenty(row.articles - 1, 'more article')}"] if row.articles > 1 else []
    return " · ".join([*(known or [row.article]), *others])


def _sides(own):
    sources = own.groupby("stance")["source"].unique()
    said = [
        f"{stance}: {', '.join(map(short, sources[stance][:3]))}"
        for stance in STANCES
        if stance in sources
    ]
    return ", ".join(said)


def _is_named(link):
    return link[1].startswith("named")


def _boxed(link):
    name, _ = link
    if _is_named(link):
        return short(name), "named"
    if name == NO_SOURCE:
        return name, "none"
    return (f"{short(name)} · unnamed" if is_unnamed(link) else name), "unnamed"


def _about(claims, articles):
    where = "1 article" if articles == 1 else f"{articles:,} articles"
    return f"{plenty(claims, 'claim')} in {where}"
