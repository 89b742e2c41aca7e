"""Proper names of an article: found, cleaned and labelled, each with the label its article gives it.

A name loses its article and possessive and takes in a title before it (`Mr Trump`). One that the
recogniser labels differently from line to line takes the label it has most often; one that it
passes over is found where it finds it elsewhere (`search.py`), or tells itself what it is
(`runs.py`). An adjective of a nation (`Afghan team`) is no name of anybody, nor is a title alone.

A place named inside the name of something else (`Boston` in Boston University) counts for both
where the article also speaks of the place by itself, as GUM has it. A person's name inside another
(`Trump Tower`) does not, and neither does a short form of the whole.
"""

from collections.abc import Collection, Iterator, Sequence

from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.genders import with_genders
from onrecord.reading.names.headlines import Headlines
from onrecord.reading.names.labels import labelled
from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.organisations import whole_organisations
from onrecord.reading.names.people import is_honour
from onrecord.reading.names.police import police_alone, with_police
from onrecord.reading.names.recognised import recognised_spans
from onrecord.reading.names.runs import AS_SOURCE, new_spans
from onrecord.reading.names.search import found_again
from onrecord.reading.names.spans import DETERMINERS, PLACES, Name, indices
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.names.titles import end_of_title, is_civil, is_title, start_of_title

BEFORE_HEAD = ("amod", "compound", "nmod")
UNTITLED = ("NORP", "EVENT", "LAW")
HOLDERS = ("ORG", "FAC", "LAW", "EVENT")
NESTED = ("GPE", "LOC", "ORG")  # of an organisation only at the start: `Google Science Fair`
LONGEST_PLACE = 3  # words


def find_names(words: Words, speakers: Collection[int] = ()) -> list[Name]:
    """The proper names of an article in text order, each with the label that it gives it most often.

    Args:
        speakers: indices of tokens that head a source; a capitalised one that the recogniser
            passed over is a name too.
    """
    headlines = Headlines(words)
    recognised = headlines.cut(recognised_spans(words, headlines.tokens))
    recognised = with_police(words, whole_organisations(words, recognised, headlines.tokens))
    spans = [s for s in recognised if not _is_adjective(words, s)]
    spans += headlines.cut(new_spans(words, indices(spans), set(speakers), headlines.tokens))
    spans = _with_their_ends(words, spans, headlines.tokens)
    spans = [s for s in spans if not headlines.is_bare_noun(s)]
    spans += found_again(words, spans, indices(spans), set(speakers))
    spans += police_alone(words, spans, indices(spans))
    names, last = [], 0
    for span in sorted(spans):
        if span.first >= last:  # two rules may have found words of the same name
            names.append(_with_title(words, span, last))
            last = names[-1].last
    return with_genders(words, labelled(words, _without_bare_titles(names)))


def _with_their_ends(words, spans, headlines):
    """The spans, in one those of which the recogniser found the first word alone: `Whimbrel | Line said`."""
    alone = [s for s in spans if s.last - s.first == 1 and s.first not in headlines]
    ends = {s.first: s for s in alone if s.evidence == AS_SOURCE}
    begins = {
        s
        for s in alone
        if s.last in ends and words.deps[s.first] == "compound" and words.heads[s.first] == s.last
        and not gender_of_first_name(words.texts[s.first])
    }  # fmt: skip
    ended = {ends[s.last] for s in begins}
    return [
        s._replace(last=s.last + 1, evidence="recognised in part") if s in begins else s
        for s in spans
        if s not in ended
    ]


def _is_adjective(words, span):
    """Whether a nation's or a party's name is said of something else (`Afghan team`)."""
    tag = words.tags[span.last - 1]
    if span.label != "NORP" or tag == "NNPS":
        return False
    head = words.heads[span.last - 1]
    return tag not in PROPER or (head >= span.last and words.deps[span.last - 1] in BEFORE_HEAD)


def _with_title(words, span, after):
    """The name of a span, with the title in it or before it; it begins `after` the name before."""
    first = span.first
    if span.label == "PERSON" or is_civil(words.texts[first]):
        first = end_of_title(words.texts, first, span.last)
    start = first if span.label in UNTITLED else start_of_title(words.texts, first)
    start = max(start, after)
    title = " ".join(words.texts[start:first])
    core = words.said(first, span.last)
    last = span.last
    while span.label == "PERSON" and last < len(words) and is_honour(words.texts[last]):
        last += 1
    return Name(start, last, core, title, span.label, span.evidence)


def _without_bare_titles(names):
    """The names without `President` alone, but with `King` where there is a Stephen King."""
    surnames = {name.core.split()[-1] for name in names if " " in name.core}
    return [n for n in names if not is_title(n.core) or n.core in surnames]


def names_within(
    words: Words, names: Sequence[Name], referents: Sequence[str]
) -> Iterator[tuple[Name, str]]:
    """Each place inside a longer one of the article's names, with its referent, in text order."""
    named = list(zip(names, referents, strict=True))
    places = {plain_name(n.core): (n.label, meant) for n, meant in named if n.label in NESTED}
    for name, referent in (pair for pair in named if pair[0].label in HOLDERS):
        at = name.first
        while at < name.last:
            ends = range(min(at + LONGEST_PLACE, name.last), at, -1)  # the longest first
            shorter = (n for n in ends if n - at < name.last - name.first)
            found = (n for n in shorter if plain_name(words.said(at, n)) in places)
            last = at if words.lower[at] in DETERMINERS else next(found, at)
            if last > at:
                core = words.said(at, last)
                label, meant = places[plain_name(core)]
                if meant != referent and (at == name.first or label in PLACES):
                    yield Name(at, last, core, "", label, "inside a longer name"), meant
            at = max(last, at + 1)
