"""The phrases of an article as columns of numbers, of which the ranking network's features are made."""

import functools
import operator
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import count

import numpy as np

from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import noun_of, telling_words
from onrecord.reading.names.lexicon import gender_of_first_name, look_up_noun
from onrecord.reading.names.spans import PLACES

PHRASE_KINDS = (
    "PERSON", "ORG", "place", "NORP", "other",
    "the", "this", "whose", "a", "bare", "some",
    "he", "she", "it", "they", "i", "we", "you",
)  # fmt: skip
MAIN = ("PERSON", "ORG", "place")  # an article may be about one of each
SUBJECT, OBJECT, AFTER_PREPOSITION, POSSESSOR, APPOSED, PREDICATE, MODIFIER, JOINED, ROOT, OTHER = (
    range(10)
)
ROLE_OF_DEP = {
    "nsubj": SUBJECT, "nsubjpass": SUBJECT, "csubj": SUBJECT, "dobj": OBJECT, "dative": OBJECT,
    "pobj": AFTER_PREPOSITION, "poss": POSSESSOR, "appos": APPOSED, "attr": PREDICATE,
    "compound": MODIFIER, "nmod": MODIFIER, "conj": JOINED, "ROOT": ROOT,
}  # fmt: skip
BELOW_VERB = {
    "prep", "pobj", "conj", "dobj", "nsubj", "nsubjpass", "attr", "agent", "dative",
}  # fmt: skip
STEPS = 6  # from a phrase up to its verb, at most
CLAUSES = {"relcl", "acl"}
CLAUSES_FOR_IT = {"ccomp", "xcomp", "acomp", "csubj"}
# Bits of `PhraseColumns.gender`; what a first name lets one guess stands GUESSED bits higher.
MALE, FEMALE, TOLD, GUESSED = 1, 2, 3, 2
BIT_OF_GENDER = {"m": MALE, "f": FEMALE, "": 0}
# Bits of `PhraseColumns.classes`.
PERSON, GROUP, PLACE, THING = 1, 2, 4, 8
BIT_OF_CLASS = {"person": PERSON, "group": GROUP, "place": PLACE}
CLASSES_OF_LABEL = {
    "PERSON": PERSON, "ORG": GROUP, "GPE": PLACE | GROUP, "LOC": PLACE, "FAC": PLACE,
    "NORP": PERSON | GROUP,
}  # fmt: skip
CLASSES_OF_PRONOUN = {
    "he": PERSON, "she": PERSON, "i": PERSON, "you": PERSON, "we": PERSON | GROUP,
    "it": GROUP | PLACE | THING, "they": PERSON | GROUP | PLACE | THING,
}  # fmt: skip
HASHED = 62  # bits for the words of a phrase; several words may share one


@dataclass(frozen=True)
class PhraseColumns:
    """One number for each phrase in each column; yes is 1 and no 0, and -1 is none."""

    number: np.ndarray  # of the phrase
    head: np.ndarray  # its token, and what that token hangs from
    parent: np.ndarray
    governor: np.ndarray  # the verb it belongs to, or the last token on the way there
    sentence: np.ndarray
    paragraph: np.ndarray
    quotation: np.ndarray
    kind: np.ndarray  # its place in PHRASE_KINDS
    role: np.ndarray  # one of ROLE_OF_DEP, or OTHER
    classes: np.ndarray  # bits of all that it may be
    gender: np.ndarray  # bits, as the text tells it and as a first name lets one guess
    plural: np.ndarray  # 2 where its form does not tell
    group: np.ndarray
    frequency: np.ndarray  # how often its name is said in the article, and up to here
    so_far: np.ndarray
    main: np.ndarray  # 3 rows: whether its name is the one said most often, of each kind in MAIN
    speaker: np.ndarray
    reporter: np.ndarray
    voice: np.ndarray  # who speaks it: the same number for all phrases of one name
    word: np.ndarray  # number of its head as a word; 0 for a pronoun
    whole: np.ndarray  # number of all its words
    others: np.ndarray  # bits of the words that tell something, but for its head
    said: np.ndarray  # the same, and for a name with all that its referent is called
    has_name: np.ndarray  # whether a description holds a name
    has_role: np.ndarray  # whether a role stands before its name
    has_clause: np.ndarray
    expletive: np.ndarray  # `it` that may stand for a clause: `it is clear that`, `it seems`
    reflexive: np.ndarray  # `himself`

    def at(self, numbers: np.ndarray) -> "PhraseColumns":
        """The columns of some phrases, such as one side of all pairs."""
        return PhraseColumns(**{name: column[..., numbers] for name, column in vars(self).items()})


def read_columns(article: PhrasedArticle) -> tuple[PhraseColumns, np.ndarray]:
    """The columns of an article, and what each name's referent is called, as `calling` numbers it."""
    spelling, called = _spelling(article)
    columns = {
        **_of_phrases(article), **_of_heads(article), **_of_names(article), **spelling,
    }  # fmt: skip
    arrays = {name: np.array(column, np.int64) for name, column in columns.items()}
    speaker, group = arrays["speaker"], arrays["group"]
    voice = np.where(group[speaker] >= 0, group[speaker] + len(group), speaker)
    arrays["voice"] = np.where(speaker < 0, -1, voice)
    return PhraseColumns(**arrays), np.array(sorted(called), np.int64)


def calling(word, group):
    """One number for a word and the referent of a name that it calls, of arrays too; -1 for no name."""
    return word << 32 | group


def _of_phrases(article):
    words, phrases = article.words, article.phrases
    named = {i for name in article.names for i in range(name.first, name.last)}
    return {
        "number": range(len(phrases)),
        "classes": [_classes(words, p, article.names) for p in phrases],
        "gender": _genders(article),
        "plural": [2 if p.plural is None else p.plural for p in phrases],
        "speaker": article.speaker,
        "reporter": article.reporter,
        "has_name": [p.name < 0 and not named.isdisjoint(range(p.first, p.last)) for p in phrases],
        "has_role": [p.role[1] > 0 for p in phrases],
        "expletive": [
            (p.kind, p.word) == ("pronoun", "it")
            and _has_below(words, words.heads[p.head], CLAUSES_FOR_IT)
            for p in phrases
        ],
    }


def _of_heads(article):
    words, heads = article.words, [p.head for p in article.phrases]
    return {
        "head": heads,
        "parent": [words.heads[i] for i in heads],
        "governor": [_governor(words, i) for i in heads],
        "sentence": [words.sentence[i] for i in heads],
        "paragraph": [words.paragraph[i] for i in heads],
        "quotation": [words.quotation[i] for i in heads],
        "role": [ROLE_OF_DEP.get(words.deps[i], OTHER) for i in heads],
        "has_clause": [_has_below(words, i, CLAUSES) for i in heads],
        "reflexive": [words.lower[i].endswith(("self", "selves")) for i in heads],
    }


def _of_names(article):
    group, kinds = article.group, [_kind(p, article.names) for p in article.phrases]
    frequency, seen, so_far = Counter(g for g in group if g >= 0), Counter(), []
    for g in group:
        seen[g] += g >= 0
        so_far.append(seen[g])
    said = [Counter(g for g, k in zip(group, kinds, strict=True) if k == main) for main in MAIN]
    most = [max(counts, key=counts.__getitem__, default=None) for counts in said]
    return {
        "group": group,
        "kind": [PHRASE_KINDS.index(kind) for kind in kinds],
        "frequency": [frequency[g] for g in group],
        "so_far": so_far,
        "main": [[g == best for g in group] for best in most],
    }


def _kind(phrase, names):
    if phrase.name < 0:
        return phrase.word if phrase.kind == "pronoun" else phrase.kind
    label = names[phrase.name].label
    return "place" if label in PLACES else label if label in PHRASE_KINDS else "other"


def _classes(words, phrase, names):
    if phrase.name >= 0:
        return CLASSES_OF_LABEL.get(names[phrase.name].label, THING)
    if phrase.kind == "pronoun":
        return CLASSES_OF_PRONOUN[phrase.word]
    classes = sum(BIT_OF_CLASS[c] for c in look_up_noun(phrase.word).classes)
    if not classes and words.entity_types[phrase.head] == "NORP":  # `the Republican`
        return PERSON
    return classes or THING


def _genders(article):
    """What one phrase of a name tells, all phrases of its referent have."""
    words, names = article.words, article.names
    of_group = Counter({g: BIT_OF_GENDER[gender] for g, gender in article.genders.items()})
    for phrase, group in zip(article.phrases, article.group, strict=True):
        if group >= 0 and names[phrase.name].label == "PERSON":
            first_name, _, more = names[phrase.name].core.partition(" ")
            if more:
                of_group[group] |= BIT_OF_GENDER[gender_of_first_name(first_name)] << GUESSED
            for i in range(*phrase.role):
                of_group[group] |= _gender_of_noun(words, i)

    def gender_of(phrase, group):
        if phrase.kind == "pronoun":
            return {"he": MALE, "she": FEMALE}.get(phrase.word, 0)
        return of_group[group] if group >= 0 else _gender_of_noun(words, phrase.head)

    return list(map(gender_of, article.phrases, article.group))


def _gender_of_noun(words, i):
    return BIT_OF_GENDER[look_up_noun(words.lower[i]).gender]


def _governor(words, i):
    """The verb that a phrase belongs to, over prepositions and conjunctions."""
    for _ in range(STEPS):
        if words.deps[i] not in BELOW_VERB:
            break
        i = words.heads[i]
        if words.tags[i][0] == "V":
            break
    return i


def _has_below(words, i, deps):
    return any(words.deps[child] in deps for child in words.children[i])


def _spelling(article):
    """The columns of words, as numbers in the order of first use, and what referents are called."""
    words, numbers = article.words, defaultdict(count(1).__next__)
    rows, called, said_of = [], set(), defaultdict(int)
    for phrase, group in zip(article.phrases, article.group, strict=True):
        if phrase.kind == "pronoun":
            rows.append((0, 0, 0))
            continue
        telling = [numbers[word] for word in telling_words(words, phrase)]
        if phrase.role[1]:
            telling.append(numbers[noun_of(words, phrase.role[1] - 1)])
        head = numbers[phrase.word.lower() if phrase.name < 0 else words.lower[phrase.head]]
        whole = numbers[" ".join(words.lower[phrase.first : phrase.last])]
        others = _bits(telling)
        rows.append((head, whole, others))
        if group >= 0:
            said_of[group] |= others | _bits([head])
            called |= {calling(number, group) for number in (*telling, head)}
    word, whole, others = zip(*rows, strict=True) if rows else ((), (), ())
    said = [said_of[g] if g >= 0 else o for g, o in zip(article.group, others, strict=True)]
    return {"word": word, "whole": whole, "others": others, "said": said}, called


def _bits(numbers):
    return functools.reduce(operator.or_, (1 << n % HASHED for n in numbers), 0)
