"""Articles and rows of corrections by hand, and the tables that come of both."""

import json
from dataclasses import replace

from made_rows import make_rows
from marked_text import unmarked

from onrecord.corpus.article import Article
from onrecord.corrections.corrections import Corrections
from onrecord.corrections.row import Row, check_row
from onrecord.reading.claims import Claim
from onrecord.reading.entities import Mention, Referent, Source
from onrecord.reading.reading import Found, Reading


def story(article_id, *sentences):
    """A reading of sentences such as `[Ann Reed] {said} <that it rained>.`; a source is a mention."""
    text, found, mentions, known = "", [], [], {}
    for sentence in sentences:
        plain, attribution = unmarked(sentence)
        by = len(text)
        spans = {
            role: tuple((s + by, e + by) for s, e in getattr(attribution, role))
            for role in ("source", "cue", "content")
        }
        source = Source(None, None, False)
        if spans["source"]:
            [span] = spans["source"]
            name = plain[span[0] - by : span[1] - by]
            label = "ORG" if name.startswith("Acme") else "PERSON"
            who = Referent(len(known), name, label, name[0].isupper())
            who = known.setdefault(name, who)
            form = "proper" if who.named else "pronoun" if name in ("she", "he") else "common"
            aliases = () if form == "pronoun" else (name,)
            mentions.append(Mention(*span, who, form, "name", aliases))
            source = Source(who, name, False, 0.6)
        content = " ".join((text + plain)[s:e] for s, e in spans["content"])
        claim = Claim("asserts", "CT+", "said", content)
        found.append(Found(replace(attribution, **spans), source, claim))
        text += f"{plain} "
    article = Article(article_id=article_id, path=f"{article_id}.txt", text=text)
    return Reading(article, found, mentions)


def on(reading, kind, words=None, n=0, **known):
    """A row on the n-th attribution of a reading, or on words of its text."""
    text = reading.article.text
    if words is None:
        spans = reading.found[n].attribution.content
    else:
        start = text.index(words)
        spans = ((start, start + len(words)),)
    words = " … ".join(text[s:e] for s, e in spans)
    place = {"articles": reading.article.article_id, "spans": json.dumps(spans), "text": words}
    return Row(kind=kind, **place | known)


def corrections(*rows):
    """A file of these rows, numbered from 2; each is one that could be read."""
    numbered = tuple(replace(row, number=n) for n, row in enumerate(rows, 2))
    for row in numbered:
        check_row(row)
    return Corrections("c.csv", "", numbered)


def corrected(readings, *rows):
    """The rows of all tables, and the warnings."""
    told = {}
    made = make_rows(readings, corrections(*rows), told)
    return made, told["corrections"]
