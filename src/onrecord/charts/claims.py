"""Charts of claims: what is done with words, how surely, about whom, when, and who disputes it."""

from collections import Counter

import pandas as pd

from onrecord.charts.measured import corrected, edges_of, note_measured
from onrecord.charts.picture import note
from onrecord.charts.shapes import MOST_COLUMNS, draw_matrix, steps_and_marks
from onrecord.charts.text_shapes import draw_chains, draw_statements
from onrecord.charts.two_sided import (
    COMMITMENT,
    SOURCED,
    draw_diverging,
    draw_shares,
    draw_strips_both_ways,
)
from onrecord.charts.wording import (
    alone_in_time,
    commonest,
    described,
    known_sources,
    left_out,
    plenty,
    rest,
    share,
    short,
)
from onrecord.counts.chains import write_link
from onrecord.counts.claims import ACT_GROUPS, ACTS_AGAINST, SOURCING
from onrecord.counts.contested import STANCES
from onrecord.counts.labels import NO_SOURCE, NOBODY
from onrecord.counts.periods import in_period, period_name
from onrecord.tables.schema import CERTAINTIES

SMALL_PARTS = "Parts too small for their number have it in the table below."
INNER_CLAIMS = "A claim inside the words of another counts for its own source."
# What readers found who read such links in other articles: `benchmarks claim_links`, `claim_pairs`.
DISPUTES_ELSEWHERE = (
    "In other articles eight of ten disputes that were shown held when they were read; of ten that a "
    "reader finds there, fewer than one is shown."
)
# `benchmarks reported`, and training/README.md.
CHAINS_ELSEWHERE = (
    "In other articles two of three rows inside others held when they were read; of five that a reader "
    "finds there, two are found."
)
MOST_OF_STANCE = 4  # statements of one stance that a contested claim shows


def plot_acts_by_source(table: pd.DataFrame, *, top: int = 10, measured=None):
    """Bars to both sides, from `counts.acts_by_source`: denied and withheld to the left.

    Args:
        measured: shares of acts of all claims as an audit corrects them, from `Audit.shares`.
    """
    if table.empty:
        return note("What they do with words", "No claims in this selection.")
    against, total = list(ACTS_AGAINST), table["claims"].sum()
    found = {name: [act for act in acts if act in table] for name, acts in ACT_GROUPS.items()}
    groups = pd.DataFrame({name: table[acts].sum(axis=1) for name, acts in found.items()})
    denied, withheld = groups[against].sum()
    title = f"{share(denied, total)} of the claims deny, {share(withheld, total)} decline to say"
    wide = [f"{name}: {', '.join(acts)}" for name, acts in ACT_GROUPS.items() if len(acts) > 1]
    subtitle = (
        f"{_claims_of_sources(table)} by what the source does in it. "
        f"Left of the line: denies, or withholds (declines to say). Right of it, {'; '.join(wide)}. "
        f"{SMALL_PARTS} {INNER_CLAIMS}"
    ) + rest(table, top, "source", "claims")
    if acts := corrected(measured, ACTS_AGAINST):
        subtitle += f" Corrected for the errors that an audit shows: {acts}."
    left, right = groups[against].head(top), groups.drop(columns=against).head(top)
    lefts = [f"{less:,}" if less else "" for less in left.sum(axis=1)]
    rights = [f"{more:,}" for more in right.sum(axis=1)]
    ax = draw_diverging(left, right, lefts, rights, (title, subtitle))
    pairs = zip(lefts, rights, strict=True)
    listed = [f"{more} put forward, {less or 0} denied or withheld" for less, more in pairs]
    return described(ax, "Bars to both sides, claims by source and act", left.index, listed)


def plot_commitment_by_source(table: pd.DataFrame, *, top: int = 10):
    """Shares of each source's claims, from `counts.commitment_by_source`."""
    if table.empty:
        return note("How sure they are", "No claims in this selection.")
    certain = [CERTAINTIES[value] for value in ("CT+", "CT-")]
    sure, total = table[certain].to_numpy().sum(), table["claims"].sum()
    title = f"{share(sure, total)} of the claims are put forward or denied as certain"
    subtitle = (
        f"{_claims_of_sources(table)} by the source’s own commitment "
        "(FactBank), not by what is true. A bar is all claims of a source. "
        f"{SMALL_PARTS} {INNER_CLAIMS}"
    ) + rest(table, top, "source", "claims")
    shown = table.head(top)
    parts, columns = shown[list(CERTAINTIES.values())], _columns(shown, "claims")
    ax = draw_shares(parts, COMMITMENT, columns, (title, subtitle), lines=3)
    listed = [
        f"{n:,} of {m:,} certain" for n, m in zip(shown[certain[0]], shown["claims"], strict=True)
    ]
    return described(ax, "Shares of claims by commitment", shown.index, listed)


def plot_speakers_about(table: pd.DataFrame, *, top: int = 10):
    """A matrix, who speaks about whom, from `counts.speakers_about`."""
    if table.empty:
        return note("Who speaks about whom", "No claims about anyone in this selection.")
    known = table[~table["source"].isin(NOBODY)]
    source, about, most = (table if known.empty else known).iloc[0][["source", "about", "claims"]]
    verb = "mentions" if most == 1 else "mention"
    title = f"{plenty(most, 'claim')} by {short(source)} {verb} {short(about)}"
    rows = commonest(table["source"], top, table["claims"])
    columns = commonest(table["about"], min(top, MOST_COLUMNS), table["claims"])
    grid = table.pivot(index="source", columns="about", values="claims")
    subtitle = (
        "Claims of each source (rows) that mention each entity (columns). A claim that mentions "
        "several counts for each. Left out: claims without a source, mentions of the source "
        "itself, such as “I”, and of those who have no name."
    )
    hidden = table["about"].nunique() - len(columns)
    subtitle += left_out((_not_in(rows, table["source"]), "source"), (hidden, "entity"))
    ax = draw_matrix(grid.reindex(index=rows, columns=columns).fillna(0), (title, subtitle))
    first = table.head(3)
    listed = [f"{n:,} about {who}" for n, who in zip(first["claims"], first["about"], strict=True)]
    return described(ax, "Matrix of claims, who speaks about whom", first["source"], listed)


def plot_sourcing(table: pd.DataFrame, *, top: int = 10, measured=None):
    """Shares of claims by what is known of the source, from `counts.sourcing_by_outlet` or
    `counts.sourcing_by_article`."""
    if table.empty:
        return note("How much rests on a name", "No claims in this selection.")
    total, unit = table["claims"].sum(), table.index.name
    unknown = table["unnamed"].sum() + table["no source given"].sum()
    title = f"{share(unknown, total)} of the claims come from nobody known"
    if unit == "article":
        half = (2 * (table["unnamed"] + table["no source given"]) >= table["claims"]).sum()
        title = f"Half of the claims or more come from nobody known in {half:,} of {plenty(len(table), unit)}"
    subtitle = (
        f"{plenty(total, 'claim')} in {plenty(len(table), unit)} by what is known of the source. "
        "Of an organisation: without a name, but it is known for whom they speak. "
        "Unnamed: a description or a pronoun that nobody was found for. Depth: the mean number of "
        "other sources that a claim passed through. Origins: on how many independent words the "
        "claims stand, at most: a name is one, nobody named is one for each article. "
        f"{SMALL_PARTS} {INNER_CLAIMS} Left out: {unit}s without a claim."
    ) + rest(table, top, unit, "claims")
    subtitle += note_measured(measured)
    shown = table.head(top)
    parts = shown[list(SOURCING.values())]
    columns = _columns(shown, "claims", "depth", "origins")
    found = edges_of(measured, shown.index)
    ax = draw_shares(parts, SOURCED, columns, (title, subtitle), lines=2, marks=found)
    listed = [f"{n:,} of {m:,} named" for n, m in zip(shown["named"], shown["claims"], strict=True)]
    return described(ax, f"Shares of claims by class of source, by {unit}", shown.index, listed)


def plot_claims_over_time(table: pd.DataFrame, undated: int = 0, *, top: int = 10):
    """A strip for each source of when it claims and denies, from `counts.claims_over_time`.

    Args:
        undated: how many claims stand in articles without a date.
    """
    without = f" {plenty(undated, 'claim')} without a date." if undated else ""
    if table.empty:
        return note("When they say it", f"No claims in dated articles in this selection.{without}")
    if table["period"].nunique() == 1:
        return note("When they say it", alone_in_time(table) + without)
    names, (steps, marks) = commonest(table["source"], top), steps_and_marks(table)
    bins, busiest = int(steps.max()) + 1, table["period"].mode()[0]
    strips = {name: _strip(table[table["source"] == name], steps, bins) for name in names}
    most, unit = (table["period"] == busiest).sum(), period_name(busiest)
    title = f"Most claims, {most:,} of {len(table):,}, were published {in_period(busiest)}"
    highest = max(int(strip.iloc[:, 0].max()) for strip in strips.values())
    subtitle = (
        f"{plenty(len(table), 'claim')} in dated articles, by source. One column is a {unit}: up, "
        f"what is put forward (the highest is {plenty(highest, 'claim')}); down, what is denied or "
        f"withheld, on the same scale. {INNER_CLAIMS}"
    ) + left_out((_not_in(names, table["source"]), "source"))
    subtitle += f" Left out:{without}" if without else ""
    ax = draw_strips_both_ways(strips, (title, subtitle), marks)
    listed = [plenty(strip.to_numpy().sum(), "claim") for strip in strips.values()]
    return described(ax, f"Strips of claims by {unit}", names, listed)


def plot_contested_statements(statements: pd.DataFrame, loose: int = 0, *, top: int = 10):
    """Who asserts and who denies each contested claim, from `counts.contested_statements`.

    Args:
        loose: how many denials no claim was found for.
        top: how many contested claims are shown.
    """
    also = f" Left out: {plenty(loose, 'denial')} whose claim was not found."
    also = also if loose else ""
    if statements.empty:
        return note("Who disputes what", f"No contested claims in this selection.{also}")
    groups = [own for _, own in statements.groupby("contested")]
    sources = statements[statements["stance"] == "denies"]["source"].nunique()
    verb = "disputes" if sources == 1 else "dispute"
    title = f"{plenty(sources, 'source')} {verb} {plenty(len(groups), 'claim')}"
    subtitle = (
        "Claims that another source here denies, those of most deniers first; statements in the "
        "order in which they appeared, those without a date last. Claims that say the same, or that "
        f"the same denials take up, are one. {DISPUTES_ELSEWHERE}"
    )
    subtitle += left_out((len(groups) - top, "contested claim")) + also
    shown = groups[:top]
    ax = draw_statements([_block(own) for own in shown], (title, subtitle))
    claims = [own["claim"].iloc[0] for own in shown]
    what = "Contested claims, with who says what of each"
    return described(ax, what, claims, [_sides(own) for own in shown])


def plot_claims_passed_on(table: pd.DataFrame, *, top: int = 10):
    """Boxes, joined to sentences, of who passes on whose words, from `counts.claims_passed_on`."""
    if table.empty:
        nothing = "No claims through another source in this selection."
        return note("Through how many mouths", nothing)
    unknown = [_boxed(links[-1])[1] in ("unnamed", "none") for links in table["links"]]
    total = plenty(table["claims"].sum(), "claim")
    title = f"{table['claims'][unknown].sum():,} of {total} passed on come from nobody known"
    subtitle = (
        "Claims that reach the reader through another source. Read a row as a sentence, from whom the "
        "article reports to the one whose claim it is; then its claim, or the first of several. The "
        "longest come first. "
        f"{CHAINS_ELSEWHERE} "
        "Left out: claims of one source alone, and sources who quote themselves."
    ) + rest(table, top, "chain", "claims")
    shown, rows = table.head(top), []
    for row in shown.itertuples():
        about = f"{row.claims:,} such claims in {plenty(row.articles, 'article')}"
        rows.append((list(map(_boxed, row.links)), row.claim, about if row.claims > 1 else ""))
    ax = draw_chains(rows, (title, subtitle))
    listed = [plenty(claims, "claim") for claims in shown["claims"]]
    return described(ax, "Chains of sources, outermost first", shown["chain"], listed)


def _claims_of_sources(table):
    sources = plenty(len(known_sources(table.index)), "source")
    return f"{plenty(table['claims'].sum(), 'claim')} of {sources}"


def _not_in(shown, sources):
    """How many sources there are that are not shown."""
    return len(set(known_sources(sources)).difference(shown))


def _columns(table, *names):
    """The numbers that stand right of bars: a mean with one decimal, a count with none."""
    return {n: [f"{v:.1f}" if n == "depth" else f"{v:,}" for v in table[n]] for n in names}


def _strip(own, steps, bins):
    """Claims of one source in each bin: put forward, denied, withheld."""
    parts = own["act"].where(own["act"].isin(ACTS_AGAINST), "puts forward")
    counts = pd.crosstab(steps[own.index], parts)
    columns = ["puts forward", *ACTS_AGAINST]
    return counts.reindex(index=range(bins), columns=columns, fill_value=0)


def _block(own):
    """A contested claim as `draw_statements` takes it; some statements of each stance are shown."""
    seen: Counter[str] = Counter()
    shown = []
    for row in own.itertuples():
        seen[row.stance] += 1
        if seen[row.stance] <= MOST_OF_STANCE:
            does = row.act if row.stance == "asserts" else row.stance
            shown.append((row.stance, f"{row.source} {does}", _where(row), row.sentence))
    hidden = {stance: seen[stance] - MOST_OF_STANCE for stance in STANCES}
    more = ", ".join(f"{number:,} {stance}" for stance, number in hidden.items() if number > 0)
    return own["claim"].iloc[0], shown, f"Not shown: {more}." if more else ""


def _where(row):
    """Outlet and day, else the article; and how many others print it too."""
    day = "" if pd.isna(row.published) else f"{row.published:%Y-%m-%d}"
    known = [part for part in (row.outlet, day) if not pd.isna(part) and part]
    others = [f"and {plenty(row.articles - 1, 'more article')}"] if row.articles > 1 else []
    return " · ".join([*(known or [row.article]), *others])


def _sides(own):
    """Who takes each side, in words: at most three sources of each."""
    sources = {stance: own[own["stance"] == stance]["source"].unique()[:3] for stance in STANCES}
    sides = {stance: ", ".join(map(short, names)) for stance, names in sources.items()}
    return ", ".join(f"{stance}: {names}" for stance, names in sides.items() if names)


def _boxed(link):
    name, kind = link
    if kind.startswith("named"):
        box = "named"
    elif kind in ("unnamed_of_organization", "document"):
        box = "spoken for"
    else:
        box = "none" if name == NO_SOURCE else "unnamed"
    return write_link(link), box
