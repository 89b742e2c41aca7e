"""What tells whether an opening is an attribution: numbers for each, as `inside` reads them."""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from onrecord.reading.attribution.cues import (
    CLAUSE,
    INFINITIVE,
    OBJECT,
    QUOTE,
    SMALL,
    frames_of,
    read_cue,
)
from onrecord.reading.attribution.features import ACT_PLACES, Features
from onrecord.reading.attribution.network import Network
from onrecord.reading.attribution.openings import OPTIONS, Opening
from onrecord.reading.attribution.pieces import has_verb, words_among
from onrecord.reading.doc.words import Words

LIMIT = 1e-3  # probabilities count as at least that far from 0 and 1
ACTS = 16  # places of `Features.act`, and as many are kept for the acts of cues
FRAMES = 17  # places of `Features.frames`
TAGS, DEPS = 51, 46  # places of `Features.tag` and `Features.dep`
FRAME_NAMES = (CLAUSE, INFINITIVE, OBJECT, SMALL, QUOTE)
# What a source is, by its first word where it has two at most; else whether it holds a name.
NOBODY, ME, WE, HE, THEY, IT, WHO, YOU, NAMED, OTHER = range(10)
CLASSES = {
    "i": ME, "my": ME, "me": ME, "we": WE, "our": WE, "us": WE, "he": HE, "she": HE, "his": HE,
    "her": HE, "they": THEY, "their": THEY, "it": IT, "its": IT, "who": WHO, "which": WHO,
    "that": WHO, "you": YOU, "your": YOU,
}  # fmt: skip
SPEAKING = ("PERSON", "ORG", "GPE", "NORP")
CHILDREN = ("neg", "aux", "auxpass", "nsubj", "ccomp", "xcomp", "dobj")


def read_signs(
    words: Words, features: Features, network: Network, openings: Sequence[Opening]
) -> dict[str, np.ndarray]:
    """The numbers of the openings of one article, openings x columns, by kind."""
    cues = defaultdict(set)
    for each in openings:
        cues[each.part[0]].add(each.labelled.cue)
    rows = [
        _of_cue(words, features, each) + _of_content(words, each) + _of_outer(words, features, each)
        + [math.log(1 + len(cues[each.part[0]]))]
        for each in openings
    ]  # fmt: skip
    head = np.array([each.labelled.head for each in openings])
    first = np.array([words_among(words, each.draft.content)[0] for each in openings])
    before, after = np.maximum(head - 1, 0), np.minimum(head + 1, len(words) - 1)
    tag, dep = np.eye(TAGS, dtype=np.float32), np.eye(DEPS, dtype=np.float32)
    return {
        "numbers": np.array(rows, dtype=np.float32),
        "tags": np.hstack(
            [tag[features.tag[i]] for i in (before, head, after, first)]
            + [dep[features.dep[i]] for i in (head, first)]
        ),
        "states": np.array([each.labelled.state for each in openings], dtype=np.float32),
        "words": network.vectors[features.word[head]],
    }


def log_odds(probability: float) -> float:
    p = min(max(probability, LIMIT), 1 - LIMIT)
    return math.log(p / (1 - p))


def source_class(words: Words, source: frozenset[int]) -> int:
    """What a source is: one of NOBODY, ME and so on."""
    spoken = words_among(words, source)
    if not spoken:
        return NOBODY
    if len(spoken) <= 2 and words.lower[spoken[0]] in CLASSES:
        return CLASSES[words.lower[spoken[0]]]
    return NAMED if any(words.entity_types[i] in SPEAKING for i in spoken) else OTHER


def _of_cue(words, features, each):
    """Of the cue and who says it, and of what the network found there in the paragraph."""
    labelled, draft, seen = each.labelled, each.draft, each.seen
    head, (first, last) = labelled.head, labelled.cue
    said, cue = words_among(words, draft.content), sorted(draft.cue)
    known, frame = read_cue(words, cue, said), frames_of(words, cue, said)[0]
    kids = {words.deps[k] for k in words.children[head]}
    word = words.texts[head]
    return [
        *map(log_odds, labelled.scores), math.log(1 + last - first),
        *(dep in kids for dep in CHILDREN), any(words.tags[k] == "MD" for k in words.children[head]),
        (head - each.part[0]) / len(each.part), math.log(len(each.part)),
        words.quotation_at[head] >= 0, "?" in words.texts[head : words.right[head] + 2][-3:],
        seen is not None, *(map(log_odds, seen.scores) if seen and seen.scores else [0.0] * 4),
        *_one(1 + ACT_PLACES[known.act] if known else 0, ACTS),
        known is not None and frame in known.frames,
        known is not None and known.part == "noun", known is not None and known.part == "verb",
        *(frame == f for f in FRAME_NAMES), frame not in FRAME_NAMES,
        *_one(int(features.frames[head]), FRAMES),
        words.entity_types[head] != "", word[:1].isupper(), word.isupper(),
        math.log(1 + len(words_among(words, draft.source))), not draft.source,
        _share(draft.source, frozenset(labelled.source.tolist())),
        *_one(source_class(words, draft.source), OTHER + 1),
    ]  # fmt: skip


def _of_content(words, each):
    """Of the content, and of what else the cue may take."""
    labelled, draft, part = each.labelled, each.draft, each.part
    said, network = words_among(words, draft.content), frozenset(labelled.content.tolist())
    after = [i for i in said if i >= labelled.cue[1]]
    first, quoted = said[0], any(words.quotation_at[i] >= 0 for i in said)
    return [
        *_one(each.option, OPTIONS),
        math.log(1 + len(said)), math.log(1 + len(network)), _share(draft.content, network),
        has_verb(words, said), quoted and words.quotation_at[labelled.head] < 0,
        not after, 0 < len(after) < len(said),
        math.log(1 + min(abs(i - labelled.head) for i in said)),
        said[-1] >= part[-1] - 1, first == part[0], len(said) / len(part),
        words.lower[first] == "that", words.lower[first] == "to", words.tags[first][:2] == "VB",
        len({words.sentence[i] for i in said}) > 1,
        _share(draft.content, each.seen.content) if each.seen else 0.0,
    ]  # fmt: skip


def _of_outer(words, features, each):
    """Of the attribution in whose content the cue stands."""
    outer, head = each.outer, each.labelled.head
    spoken = {words.lower[i] for i in words_among(words, each.draft.source)}
    theirs = {words.lower[i] for i in words_among(words, outer.source)}
    return [
        words.sentence[head] == words.sentence[outer.head], outer.head < head, not outer.scores,
        *(map(log_odds, outer.scores) if outer.scores else [0.0] * 4),
        math.log(1 + len(outer.content)), bool(spoken) and spoken == theirs,
        *_one(source_class(words, outer.source), OTHER + 1),
        *_one(int(features.act[outer.head]) if outer.cue else 0, ACTS),
    ]  # fmt: skip


def _one(place, size):
    row = [0.0] * size
    row[place] = 1.0
    return row


def _share(a, b):
    return len(a & b) / len(a | b) if a or b else 0.0
