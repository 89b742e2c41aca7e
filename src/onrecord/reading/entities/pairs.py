"""What the ranking network sees: each phrase as numbers, and each pair of a phrase and a candidate.

A phrase is paired with those before it that it may take up: the nearest ones, the first of each
name, and who speaks where it stands in a quotation, also when that is said only afterwards. The
features are those of mention-ranking resolvers (Durrett and Klein 2013; Clark and Manning 2016),
with what attributions tell. The shipped weights know them by their order alone: it must not change.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

import numpy as np

from onrecord.reading.entities.columns import (
    APPOSED,
    FEMALE,
    GROUP,
    GUESSED,
    MALE,
    OTHER,
    PHRASE_KINDS,
    POSSESSOR,
    PREDICATE,
    SUBJECT,
    TOLD,
    PhraseColumns,
    calling,
    read_columns,
)
from onrecord.reading.entities.phrased_article import PhrasedArticle

NEAR = 40  # phrases back that are candidates
FARTHER = 100  # names, those most often mentioned, that are candidates from any distance
NAME_SAID = (1, 2, 3, 5, 9)  # times, at least
SENTENCES_APART = (1, 2, 3, 5, 9)
PHRASES_APART = (1, 2, 3, 5, 9, 17)


@dataclass(frozen=True)
class Pairs:
    """An article for the network.

    Attributes:
        mentions: phrases × features, 0 or 1.
        anaphors, candidates: the phrases of each pair, both in ascending order.
        features: pairs × features, 0 or 1.
        genders, classes: of each phrase, bits as in `PhraseColumns`.
    """

    mentions: np.ndarray
    genders: np.ndarray
    classes: np.ndarray
    anaphors: np.ndarray
    candidates: np.ndarray
    features: np.ndarray


def make_pairs(article: PhrasedArticle) -> Pairs:
    """All features of an article."""
    columns, called = read_columns(article)
    anaphors, candidates = _pair_up(article)
    a, b = columns.at(anaphors), columns.at(candidates)
    agreement = _agreement(a, b)
    features = [
        *_distance(a, b),
        *agreement.values(),
        *_words(a, b, called),
        *_clause(a, b),
        *_speech(a, b),
        *_nearest(a, b, agreement),
    ]
    return Pairs(
        mentions=_matrix(_of_phrases(columns)),
        genders=columns.gender,
        classes=columns.classes,
        anaphors=anaphors,
        candidates=candidates,
        features=_matrix(features),
    )


def _matrix(features):
    return np.array(features, np.float32).T


def _pair_up(article):
    phrases, group = article.phrases, article.group
    often = {g for g, _ in Counter(g for g in group if g >= 0).most_common(FARTHER)}
    seen, reached = set(), []
    anaphors, candidates = [], []
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
    i, j = np.array(anaphors, np.int64), np.array(candidates, np.int64)
    apart = (first[i] >= last[j]) | (first[j] >= last[i])  # neither holds the other
    return i[apart], j[apart]


def _of_phrases(p: PhraseColumns):
    first_in_sentence = np.diff(p.sentence, prepend=-1) != 0
    return [
        *_one_hot(p.kind, len(PHRASE_KINDS)),
        *_bits(p.classes),
        *_one_hot(p.plural, 3),
        *_bits(p.gender),
        *_one_hot(p.role, OTHER + 1),
        *(p.frequency >= n for n in NAME_SAID),
        *(p.so_far >= n for n in NAME_SAID),
        p.quotation >= 0,
        p.speaker >= 0,
        p.reporter >= 0,
        first_in_sentence,
        p.paragraph == 0,
        p.has_name,
        p.others != 0,
        p.reflexive,
        p.expletive,
        p.has_clause,
        p.has_role,
    ]


def _one_hot(values, size):
    return [values == n for n in range(size)]


def _bits(values):
    return [values & (1 << n) > 0 for n in range(4)]


def _distance(a: PhraseColumns, b: PhraseColumns):
    sentences, phrases = np.abs(a.sentence - b.sentence), np.abs(a.number - b.number)
    return [
        *(sentences >= n for n in SENTENCES_APART),
        *(phrases >= n for n in PHRASES_APART),
        a.paragraph == b.paragraph,
        b.number > a.number,
    ]


def _agreement(a, b):
    """What of a phrase and its candidate is the same, and what is another."""
    told, guess = b.gender & TOLD, b.gender >> GUESSED
    male, female = a.gender & MALE > 0, a.gender & FEMALE > 0
    number_known, same_number = (a.plural < 2) & (b.plural < 2), a.plural == b.plural
    return {
        "gender": a.gender & told > 0,
        "other gender": male & (told == FEMALE) | female & (told == MALE),
        "guessed gender": male & (guess == MALE) | female & (guess == FEMALE),
        "other guessed gender": male & (guess == FEMALE) | female & (guess == MALE),
        "class": a.classes & b.classes > 0,
        "other class": a.classes & b.classes == 0,
        "number": number_known & same_number,
        "other number": number_known & ~same_number,
    }


def _words(a, b, called):
    """Whether words are the same, or those by which a name's referent is `called`; see `calling`."""
    same = (a.word == b.word) & (a.word > 0)
    new = a.others & ~b.said
    return [
        same,
        (a.whole == b.whole) & (a.whole > 0),
        np.isin(calling(a.word, b.group), called),
        np.isin(calling(b.word, a.group), called),
        same & (a.others != 0) & (new == 0),
        same & (new != 0),
        a.others & b.said != 0,
        same & (a.others == 0),
    ]


def _clause(a, b):
    sentences = np.abs(a.sentence - b.sentence)
    subject = b.role == SUBJECT
    same_governor = a.governor == b.governor
    same_clause = same_governor & (sentences == 0)
    return [
        (a.role == SUBJECT) & subject,
        subject & (sentences == 1),
        subject & (sentences == 0),
        (a.role == APPOSED) & (a.parent == b.head) | (b.role == APPOSED) & (b.parent == a.head),
        same_clause & (a.role == PREDICATE) & subject,
        same_clause & (a.role != PREDICATE) & (a.role != POSSESSOR),
        same_governor,
    ]


def _speech(a, b):
    quoted_a, quoted_b = a.quotation >= 0, b.quotation >= 0
    same_voice = (a.speaker >= 0) & (a.voice == b.voice)
    return [
        a.speaker == b.number,
        a.reporter == b.number,
        same_voice,
        (a.kind == b.kind) & same_voice,
        quoted_a & quoted_b & (a.quotation == b.quotation),
        quoted_a & quoted_b & (a.quotation != b.quotation),
        quoted_a & ~quoted_b,
        ~quoted_a & quoted_b,
        b.speaker == a.number,
    ]


def _nearest(a, b, agreement):
    """Whether a candidate fits, as far as gender, class and number tell, and is the nearest of these."""
    fits = agreement["class"] & ~agreement["other gender"]
    fits &= ~agreement["other number"] | (b.classes & GROUP > 0)
    return [
        a.kind == b.kind,
        fits,
        *b.main,
        *_last_two(a.number, fits),
        *_last_two(a.number, fits & (b.role == SUBJECT)),
        *_last_two(a.number, fits & (b.group >= 0)),
    ]


def _last_two(anaphors, fits):
    """Whether a pair is the last of its anaphor that fits, and whether it is the one before that."""
    left = np.append(np.cumsum(fits[::-1])[::-1], 0)  # how many fit from a pair on
    place = left[:-1] - left[np.searchsorted(anaphors, anaphors, side="right")]
    return [fits & (place == 1), fits & (place == 2)]
