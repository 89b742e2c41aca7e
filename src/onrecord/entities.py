"""Every mention joined to who it means: names, descriptions and pronouns of one article, then of a corpus.

`find_mentions` takes one Doc and its attributions; `join_entities` makes one entity of the same
name in many articles; `resolve_source` names the speaker of an attribution. A description joins a
name only where the text says so (`Bob Woodward, a journalist`; `chancellor Olaf Scholz`), and again
where the same words come back (`the chancellor`). `he` and `she` join the nearest subject that
fits; `I` joins who speaks. `it`, `they` and `we` are left alone, and so is whatever is uncertain.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution
from onrecord.names import find_names, gender_of_title, join_names
from onrecord.pipeline import paragraphs
from onrecord.quotes import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

GENDERED = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
SPEAKER = {"i", "me", "my", "mine", "myself"}
PLURAL = {"they", "we", "some", "many", "others", "both"}
SPEAKING_PLACES = {"GPE", "FAC", "LOC"}
SENTENCES_BACK = 3


@dataclass(frozen=True)
class Mention:
    """A span that refers to an entity: half-open characters, its form, and what joined it.

    `entity` is the name by which the article's entity goes; `label` is the entity's.
    """

    start: int
    end: int
    entity: str
    label: str
    form: str
    evidence: str
    metonym: bool = False


@dataclass(frozen=True)
class Entity:
    """One entity of the corpus, numbered in order of its first mention."""

    entity_id: str
    name: str
    label: str
    aliases: tuple[str, ...]
    mentions: int
    articles: int


@dataclass(frozen=True)
class Source:
    """Who an attribution's source is: the article's entity where there is one, else the phrase."""

    entity: str | None
    name: str | None
    label: str | None
    plural: bool


@dataclass
class _State:
    """What is known while an article is read: mentions so far, by token, and genders."""

    doc: "Doc"
    mentions: list[Mention] = field(default_factory=list)
    at: dict[int, Mention] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)

    def add(self, first, last, **known):
        span = self.doc[first:last]
        mention = Mention(span.start_char, span.end_char, **known)
        self.mentions.append(mention)
        for i in range(first, last):
            self.at.setdefault(i, mention)


def find_mentions(doc: "Doc", attributions: Sequence[Attribution] = ()) -> list[Mention]:
    """Find the mentions of one article, in text order.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
        attributions: the article's own; they tell who `I` is and which places speak.
    """
    state = _State(doc)
    speaking = _heads_of_sources(doc, attributions)
    _add_names(state, speaking)
    _add_descriptions(state)
    _add_pronouns(state, attributions)
    _settle_titles(state)
    return sorted(state.mentions, key=lambda m: (m.start, m.end))


def _heads_of_sources(doc, attributions):
    heads = set()
    for a in attributions:
        for start, end in a.source:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                heads.add(span.root.i)
    return heads


def _add_names(state, speaking):
    names = find_names(state.doc, speaking)
    joined = join_names(names)
    entity_label = {n.core: n.label for n in names}
    entity_label |= {e: "PERSON" for n, e in zip(names, joined, strict=True) if n.title}
    for name, entity in zip(names, joined, strict=True):
        gender = gender_of_title(name.title)
        if gender:
            state.gender.setdefault(entity, gender)
        label = entity_label.get(entity, name.label)
        speaks = any(i in speaking for i in range(name.first, name.last))
        state.add(
            name.first, name.last, entity=entity, label=label, form="proper",
            evidence="name" if entity == name.core else "part of a longer name",
            metonym=speaks and label in SPEAKING_PLACES,
        )  # fmt: skip


def _add_descriptions(state):
    """Descriptions that stand beside a name, then the same words where they come back."""
    roles = defaultdict(set)
    for mention in list(state.mentions):
        if mention.label not in ("PERSON", "ORG"):
            continue
        for first, last, head, evidence in _beside(state, mention):
            if all(state.at.get(i) is not mention for i in range(first, last)):
                state.add(first, last, entity=mention.entity, label=mention.label, form="common", evidence=evidence)
                roles[head.lower_].add((mention.entity, mention.label))
    for chunk in state.doc.noun_chunks:
        known = roles.get(chunk.root.lower_, ())
        definite = chunk[0].lower_ in ("the", "this")
        if len(known) == 1 and definite and chunk.root.i not in state.at and len(chunk) <= 3:
            entity, label = next(iter(known))
            state.add(chunk.start, chunk.end, entity=entity, label=label, form="common", evidence="description used before")


def _beside(state, mention):
    """Appositions and titles in words of a name: token range, head, evidence."""
    doc = state.doc
    span = doc.char_span(mention.start, mention.end)
    if span is None:
        return
    root = span.root
    for other in [*root.children, root.head]:
        linked = (other.dep_ == "appos" and other.head == root) or (root.dep_ == "appos" and other == root.head)
        if linked and other.tag_ in ("NN", "NNP") and other.i not in state.at:
            first, last = _phrase(other, root)
            if first < last:
                yield first, last, other, "apposition"
    before = [t for t in root.children if t.dep_ in ("compound", "nmod") and t.i < span.start and t.tag_ == "NN"]
    if before:
        first = root.left_edge.i
        yield first, span.start, before[-1], "title before the name"


def _phrase(head, name):
    """The noun phrase of `head` without the name that it stands beside and without clauses."""
    first, last = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.i == last:
            last = child.right_edge.i + 1
            break
    if name.i > head.i:
        last = min(last, name.left_edge.i)
    return first, last


def _add_pronouns(state, attributions):
    """`he` and `she` outside quotations first, since they may tell who speaks in one."""
    speaker_at = _speaker_at(state.doc, attributions)
    reported = {t.i for a in attributions if a.depth == 0 for t in _tokens(state.doc, a.content)}
    for token in state.doc:
        if token.lower_ in GENDERED and token.i not in speaker_at:
            _add_gendered(state, token, GENDERED[token.lower_], speaker_at, reported)
    for token in state.doc:
        if token.lower_ in SPEAKER and speaker_at.get(token.i):
            _add_speaker(state, token, speaker_at[token.i])


def _speaker_at(doc, attributions):
    """Token index inside quotation marks → the innermost attribution that quotes it, or None."""
    text = doc.text
    inside = {}
    for quotation in find_quotations(text, paragraphs(text)):
        for token in _tokens(doc, quotation.spans):
            inside[token.i] = None
    for a in sorted(attributions, key=lambda a: a.depth):
        if a.kind != "indirect" and a.source:
            for token in _tokens(doc, a.content):
                if token.i in inside or a.evidence == "speaker_label":
                    inside[token.i] = a
    return inside


def _tokens(doc, spans):
    for start, end in spans:
        yield from doc.char_span(start, end, alignment_mode="contract") or ()


def _add_gendered(state, token, gender, quoted, reported):
    """Join `he` or `she` to the nearest person that fits, subjects before others."""
    candidates = _people_before(state, token, quoted, reported)
    fitting = [c for c in candidates if state.gender.get(c[1].entity, gender) == gender]
    if not fitting:
        return
    _, mention = max(fitting, key=lambda c: c[0])
    state.gender.setdefault(mention.entity, gender)
    state.add(
        token.i, token.i + 1, entity=mention.entity, label=mention.label, form="pronoun",
        evidence=f"nearest person before it: {mention.entity}",
    )  # fmt: skip


def _people_before(state, token, quoted, reported):
    """People mentioned before `token`, each with a rank: sentences back, subject, position.

    In a sentence of its own the earlier person comes first, in one before it the later. Somebody
    who stands in what another is reported to say counts as two sentences farther away.
    """
    starts = list(_sentence_starts(state.doc, token, SENTENCES_BACK))
    for i in range(starts[-1], token.i):
        mention = state.at.get(i)
        if mention is None or mention.label != "PERSON" or i in quoted:
            continue
        back = sum(i < s for s in starts)
        if i in reported and token.i not in reported:
            back += 2
        subject = state.doc[i].dep_ in ("nsubj", "nsubjpass")
        yield (-back, subject, i if back else -i), mention


def _sentence_starts(doc, token, back):
    """Starts of the sentence of `token` and of those before it, nearest first."""
    start = token.sent.start
    yield start
    for _ in range(back):
        if start == 0:
            return
        start = doc[start - 1].sent.start
        yield start


def _add_speaker(state, token, attribution):
    head = _head(state.doc, attribution.source)
    mention = state.at.get(head.i) if head is not None else None
    if mention is not None and mention.label == "PERSON":
        state.add(
            token.i, token.i + 1, entity=mention.entity, label=mention.label, form="pronoun",
            evidence=f"who speaks: {mention.entity}",
        )  # fmt: skip


def _settle_titles(state):
    """Join `Mr Strake` to the one Strake left when those who are known to be `she` are ruled out."""
    every = {m.entity for m in state.mentions}
    settled = {}
    for entity in every:
        title, _, surname = entity.partition(" ")
        gender = gender_of_title(title)
        rivals = [e for e in every if e.endswith(f" {surname}") and not gender_of_title(e.split()[0])]
        fitting = [r for r in rivals if state.gender.get(r, gender) == gender]
        if gender and len(fitting) == 1 and len(rivals) > 1:
            settled[entity] = fitting[0]
    why = "title, and pronouns of the others of that surname"
    state.mentions = [
        replace(m, entity=settled[m.entity], evidence=why) if m.entity in settled else m
        for m in state.mentions
    ]


def _head(doc, spans):
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            return span.root
    return None


def resolve_source(doc: "Doc", attribution: Attribution, mentions: Sequence[Mention]) -> Source:
    """Say who speaks: the entity of the source's head, or of a name in apposition to it."""
    head = _head(doc, attribution.source)
    if head is None:
        return Source(None, None, None, False)
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in PLURAL
    near = [head, *(c for c in head.children if c.dep_ == "appos")]
    for token in near:
        for mention in mentions:
            if mention.start <= token.idx < mention.end:
                return Source(mention.entity, mention.entity, mention.label, plural)
    (start, end), *_ = attribution.source
    beside = next((m for m in mentions if doc.text[end : m.start] == ", " and m.form == "proper"), None)
    if beside is not None and beside.label == "PERSON" and head.tag_ == "NN":
        return Source(beside.entity, beside.entity, beside.label, plural)
    return Source(None, doc.text[start:end], None, plural)


def join_entities(
    articles: Sequence[tuple[str, Sequence[Mention]]],
) -> tuple[list[Entity], list[list[str]]]:
    """Make one entity of each name in the corpus.

    The same name is the same entity; a single surname joins the one full name in the corpus that
    ends in it, where the corpus has just one.

    Args:
        articles: (article_id, its mentions), in corpus order.

    Returns:
        The entities in order of first mention, and for each article the entity_id of each mention.
    """
    target = _corpus_names(articles)
    order, label, forms, count, seen = {}, defaultdict(Counter), defaultdict(dict), Counter(), defaultdict(set)
    for article_id, mentions in articles:
        for m in mentions:
            key = target[m.entity.casefold()]
            order.setdefault(key, f"e{len(order) + 1}")
            label[key][m.label] += 1
            count[key] += 1
            seen[key].add(article_id)
    names = {key: _best_name(key, articles, target) for key in order}
    entities = [
        Entity(entity_id, names[key], label[key].most_common(1)[0][0], forms.get(key, ()), count[key], len(seen[key]))
        for key, entity_id in order.items()
    ]
    ids = [[order[target[m.entity.casefold()]] for m in mentions] for _, mentions in articles]
    return entities, ids


def _corpus_names(articles):
    """Case-folded entity name in an article → case-folded name of the corpus entity."""
    names = {m.entity.casefold(): m.label for _, mentions in articles for m in mentions}
    full = defaultdict(set)
    for name, label in names.items():
        if label == "PERSON" and " " in name:
            full[name.split()[-1]].add(name)
    return {
        name: next(iter(full[name])) if label == "PERSON" and len(full.get(name, ())) == 1 else name
        for name, label in names.items()
    }


def _best_name(key, articles, target):
    spelled = Counter(
        m.entity for _, mentions in articles for m in mentions if target[m.entity.casefold()] == key
    )
    return max(spelled, key=lambda s: (s.casefold() == key, spelled[s], s))


def with_aliases(entities: Sequence[Entity], surfaces: dict[str, list[str]]) -> list[Entity]:
    """Give each entity its other names and descriptions, in order of appearance, no pronouns."""
    return [
        replace(e, aliases=tuple(dict.fromkeys(s for s in surfaces.get(e.entity_id, ()) if s != e.name)))
        for e in entities
    ]
