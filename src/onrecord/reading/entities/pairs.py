"""What the ranking network sees: each phrase as numbers, and each pair of a phrase and a candidate.

A phrase is paired with those before it that it may take up: the nearest ones, the first of each
name, and who speaks where it stands in a quotation, also when that is said only afterwards. The
features are those of mention-ranking resolvers (Durrett and Klein 2013; Clark and Manning 2016),
with what attributions tell. Whether somebody is a man or a woman is none of them, only whether that
agrees or clashes. The network knows them by their order, which stays.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

import numpy as np

from onrecord.reading.entities import columns as c
from onrecord.reading.entities import traits
from onrecord.reading.entities.columns import PhraseColumns
from onrecord.reading.entities.phrased_article import PhrasedArticle

NEAR = 40  # phrases back that are candidates
FARTHER = 100  # names, those most often mentioned, that are candidates from any distance
TIMES_SAID = (1, 2, 3, 5, 9)
SENTENCES_APART = (1, 2, 3, 5, 9)
PHRASES_APART = (1, 2, 3, 5, 9, 17)
VERBS_APART = (1, 2, 3, 5)
PARAGRAPHS_APART = (1, 2, 3)
SINCE = (0, 1, 2, 4)  # sentences since somebody was a subject, or spoke
CLAUSES = {"relcl", "acl"}
CLAUSES_FOR_IT = {"ccomp", "xcomp", "acomp", "csubj"}  # `it is clear that`, `it seems`


@dataclass(frozen=True)
class Pairs:
    """An article for the network.

    Attributes:
        mentions: phrases × features, 0 or 1.
        anaphors, candidates: the phrases of each pair, both in ascending order.
        features: pairs × features, 0 or 1.
    """

    mentions: np.ndarray
    anaphors: np.ndarray
    candidates: np.ndarray
    features: np.ndarray


def make_pairs(article: PhrasedArticle) -> Pairs:
    """All features of an article."""
    columns = PhraseColumns(article)
    anaphors, candidates = _possible(columns, *_pair_up(article))
    a, b = columns.at(anaphors), columns.at(candidates)
    agreement = _agreement(a, b)
    fits, fitness = _fitness(a, b, agreement)
    words = _words(a, b)
    features = [
        *_distance(a, b),
        *agreement,
        *words,
        *_clause(a, b),
        *_speech(columns, a, b),
        *fitness,
    ]
    mentions = [*_mention(article, columns), *_hopes(len(columns.number), anaphors, fits, words)]
    return Pairs(
        np.array(mentions, np.float32).T, anaphors, candidates, np.array(features, np.float32).T
    )


def _pair_up(article):
    phrases, group = article.phrases, article.group
    often = {g for g, _ in Counter(g for g in group if g >= 0).most_common(FARTHER)}
    seen, anaphors, candidates = set(), [], []
    reached: list[int] = []
    for i, phrase in enumerate(phrases):
        begin = max(i - NEAR, 0)
        if phrase.name < 0:
            before = [*reached[: bisect_left(reached, begin)], *range(begin, i)]
            if article.speaker[i] > i:
                before.append(article.speaker[i])
        elif group[i] not in seen:
            before = [j for j in range(begin, i) if phrases[j].name < 0]
            seen.add(group[i])
            if group[i] in often:
                reached.append(i)
        else:
            continue
        anaphors += [i] * len(before)
        candidates += before
    first, last = np.array([(p.first, p.last) for p in phrases], np.int64).reshape(-1, 2).T
    a, b = np.array(anaphors, np.int64), np.array(candidates, np.int64)
    apart = (first[a] >= last[b]) | (first[b] >= last[a])  # neither holds the other
    return a[apart], b[apart]


def _possible(p, a, b):
    """The pairs of which nothing says at once that they cannot be the same.

    Of a name, the last phrase stands for those before it. Only names that `he`, `she` or `the ...`
    take up may be of another class, since the recogniser errs.
    """
    named, kind = p.group[b] >= 0, p.kind[a]
    told = p.gender & traits.TOLD
    clash = told[a] | told[b] == traits.TOLD
    clash &= (told[a] != traits.TOLD) & (told[b] != traits.TOLD)
    erring = named & ((kind == c.HE_OR_SHE) | (kind == c.THE))
    own = (p.speaker[a] == b) & ((kind == c.HE_OR_SHE) | (kind == c.YOU))
    kept = ((p.next_same[b] >= a) | ~named | (b > a)) & ~own
    kept &= ~clash & (erring | (p.classes[a] & p.classes[b] > 0))
    return a[kept], b[kept]


def _mention(article, p):
    """The features of phrases, from their columns `p`."""
    words, phrases = article.words, article.phrases
    named = {i for name in article.names for i in range(name.first, name.last)}
    its_verb = [
        words.heads[x.head] if (x.kind, x.word) == ("pronoun", "it") else None for x in phrases
    ]
    return [
        *(p.kind == n for n in range(len(c.PHRASE_KINDS))),
        *(p.classes & bit > 0 for bit in traits.CLASSES),
        *(p.plural == n for n in range(3)),
        p.gender & traits.TOLD > 0,
        p.gender >> traits.GUESSED > 0,
        *(p.role == n for n in range(c.OTHER_ROLE + 1)),
        *(p.frequency >= n for n in TIMES_SAID),
        *(p.so_far >= n for n in TIMES_SAID),
        p.quotation >= 0,
        p.speaker >= 0,
        p.reporter >= 0,
        np.diff(p.sentence, prepend=-1) != 0,  # the first of a sentence
        p.paragraph == 0,
        [x.name < 0 and not named.isdisjoint(range(x.first, x.last)) for x in phrases],
        p.others != 0,
        [words.lower[x.head].endswith(("self", "selves")) for x in phrases],
        [verb is not None and _has_below(words, verb, CLAUSES_FOR_IT) for verb in its_verb],
        [_has_below(words, x.head, CLAUSES) for x in phrases],
        [x.role[1] > 0 for x in phrases],
        p.inside,
        p.coordinated,
        p.main_clause,
        p.source,
        *((p.looks & 3) == n for n in (1, 2, 3)),
        *(p.looks >> n & 1 for n in (2, 3, 4)),
    ]


def _has_below(words, i, deps):
    return any(words.deps[child] in deps for child in words.children[i])


# The features of pairs, from the columns `a` of their anaphors and `b` of their candidates.


def _distance(a, b):
    paragraphs = np.abs(a.paragraph - b.paragraph)
    verbs = np.abs(a.verbs - b.verbs)
    return [
        *(np.abs(a.sentence - b.sentence) >= n for n in SENTENCES_APART),
        *(np.abs(a.number - b.number) >= n for n in PHRASES_APART),
        *(verbs >= n for n in VERBS_APART),
        *(paragraphs >= n for n in PARAGRAPHS_APART),
        b.number > a.number,
    ]


def _agreement(a, b):
    """Whether gender, guessed gender, class and number agree, each before whether they clash."""
    told, guess = b.gender & traits.TOLD, b.gender >> traits.GUESSED
    own = a.gender & traits.TOLD
    one = (own == traits.MALE) | (own == traits.FEMALE)
    number_known, same_number = (a.plural < 2) & (b.plural < 2), a.plural == b.plural
    return [
        one & (own & told > 0),
        one & (told == traits.TOLD - own),
        one & (guess == own),
        one & (guess == traits.TOLD - own),
        a.classes & b.classes > 0,
        a.classes & b.classes == 0,
        number_known & same_number,
        number_known & ~same_number,
    ]


def _words(a, b):
    same = (a.word == b.word) & (a.word > 0)
    new = a.others & ~b.said
    return [
        same,
        (a.whole == b.whole) & (a.whole > 0),
        np.isin(a.call + b.group, a.called),
        np.isin(b.call + a.group, a.called),
        same & (a.others != 0) & (new == 0),
        same & (new != 0),
        a.others & b.said != 0,
        same & (a.others == 0),
    ]


def _clause(a, b):
    subject, sentences = b.role == c.SUBJECT, np.abs(a.sentence - b.sentence)
    same_verb = a.governor == b.governor
    same_clause = same_verb & (sentences == 0)
    since = a.sentence - b.subject_since
    return [
        (a.role == c.SUBJECT) & subject,
        (a.role == b.role) & (sentences == 0),
        (a.role == b.role) & (sentences == 1),
        subject & (sentences == 1),
        subject & (sentences == 0),
        subject & (sentences == 1) & (b.main_clause > 0),
        (a.role == c.APPOSED) & (a.parent == b.head) | (b.role == c.APPOSED) & (b.parent == a.head),
        same_clause & (a.role == c.PREDICATE) & subject,
        same_clause & (a.role != c.PREDICATE) & (a.role != c.POSSESSOR),
        same_verb,
        (b.clause_first <= a.head) & (a.head <= b.clause_last),
        (a.clause_first <= b.head) & (b.head <= a.clause_last),
        *(since <= n for n in SINCE),
    ]


def _speech(columns, a, b):
    quoted = (a.quotation >= 0) & (b.quotation >= 0)
    same_voice = (a.speaker >= 0) & (a.voice == b.voice)
    named = b.group >= 0
    since = a.sentence - b.source_since
    inside = _inside(columns)
    size = len(columns.number) + 1
    return [
        a.speaker == b.number,
        a.reporter == b.number,
        same_voice,
        same_voice & (a.kind == b.kind),
        quoted & (a.quotation == b.quotation),
        quoted & (a.quotation != b.quotation),
        (a.quotation >= 0) & (b.quotation < 0),
        (a.quotation < 0) & (b.quotation >= 0),
        b.speaker == a.number,
        b.reporter == a.number,
        named & np.isin(a.number * size + b.group, inside),
        named & np.isin(a.speaker * size + b.group, inside) & (a.speaker >= 0),
        b.number == a.last_source,
        named & (b.group == a.last_named),
        *(since <= n for n in SINCE),
        (b.number == a.last_source) & (a.source > 0),
        named & (b.group == a.last_named) & (a.source > 0),
        (a.source > 0) & (b.source > 0),
    ]


def _inside(columns):
    """Numbers of who speaks and who is named in their words, two in one number."""
    size, group = len(columns.number) + 1, columns.group
    codes = [
        who[(who >= 0) & (group >= 0)] * size + group[(who >= 0) & (group >= 0)]
        for who in (columns.speaker, columns.reporter)
    ]
    return np.unique(np.concatenate(codes))


def _fitness(a, b, agreement):
    """Whether a candidate fits, as far as gender, class and number tell; and whether it is nearest."""
    _, gender_clash, _, guess_clash, _, class_clash, _, number_clash = agreement
    fits = ~gender_clash & ~class_clash & (~number_clash | (b.classes & traits.GROUP > 0))
    ends = np.searchsorted(a.number, a.number, side="right")  # of the pairs of the same anaphor
    likely = fits & ~guess_clash
    latest = likely & (b.group >= 0) & (b.next_same >= a.number) & (b.number < a.number)
    left = _left(ends, latest)
    starts = np.searchsorted(a.number, a.number)
    all_ = left[starts] if len(left) else left
    often = _is_most(starts, np.where(latest, b.so_far, 0))
    return latest, [
        a.kind == b.kind,
        fits,
        *b.main,
        *_nearest(ends, fits),
        *_nearest(ends, fits & (b.role == c.SUBJECT)),
        *_nearest(ends, fits & (b.group >= 0)),
        *_nearest(ends, likely & (b.source > 0)),
        *_nearest(ends, latest & (b.role == c.SUBJECT)),
        latest,
        *(latest & (left == n) for n in (1, 2, 3)),
        latest & (all_ == 1),
        latest & (all_ == 2),
        latest & often,
        latest & (b.quotation < 0) & ~(b.inside > 0),
        likely & (b.inside > 0),
    ]


def _hopes(size, anaphors, fits, words):
    """For each phrase, how many with a name fit it, and whether one was called so."""
    count = np.bincount(anaphors[fits], minlength=size)
    called = np.bincount(anaphors[words[2]], minlength=size)
    return [*(count >= n for n in (1, 2, 3, 5)), called > 0]


def _left(ends, fits):
    """How many pairs of the same anaphor fit, from each on."""
    left = np.append(np.cumsum(fits[::-1])[::-1], 0)
    return left[:-1] - left[ends]


def _is_most(starts, values):
    """Whether a pair has the most of all pairs of its anaphor."""
    if not len(values):
        return values > 0
    firsts = np.flatnonzero(np.r_[True, starts[1:] != starts[:-1]])
    most = np.repeat(np.maximum.reduceat(values, firsts), np.diff(np.append(firsts, len(values))))
    return (values == most) & (values > 0)


def _nearest(ends, fits):
    """Whether a pair is the last of its anaphor that fits, and whether it is the one before that."""
    place = _left(ends, fits)
    return [fits & (place == 1), fits & (place == 2)]
