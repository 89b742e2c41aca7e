"""Entities over a corpus: the referents of many articles that are the same are one row."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from onrecord.corpus.article import Article
from onrecord.reading.entities.descriptions import Descriptions
from onrecord.reading.entities.mentions import Mention, Referent
from onrecord.reading.names.corpus_names import CorpusNames
from onrecord.reading.names.people_names import usual_name
from onrecord.reading.names.spelling import core, plain_name
from onrecord.reading.names.titles import gender_of_title


@dataclass(frozen=True)
class Entity:
    """One entity of the corpus, numbered in order of its first mention.

    Attributes:
        named: whether any article has a proper name for it.
        attributes: what the user's register says of it, such as `party`.
    """

    entity_id: str
    name: str
    label: str
    named: bool
    aliases: tuple[str, ...]
    mentions: int
    articles: int
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reference:
    """The entity that a mention refers to, and what joined the mention to it."""

    entity_id: str
    evidence: str


@dataclass(frozen=True)
class Member:
    """A referent of one article as a part of an entity: its mentions there, and what joined it."""

    article_id: str
    referent: Referent
    mentions: list[Mention]
    place: tuple[int, int]  # of its first mention: article and mention, both from 0
    evidence: str = ""


@dataclass(frozen=True)
class Group:
    """The members that are one entity; a register may give it another name, and attributes."""

    name: str
    label: str
    members: tuple[Member, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> bool:
        return any(member.referent.named for member in self.members)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names and its descriptions, in the order of their first use."""
        mentions = chain.from_iterable(member.mentions for member in self.members)
        used = chain.from_iterable(m.aliases for m in mentions if m.form != "pronoun")
        return tuple(alias for alias in dict.fromkeys(used) if alias != self.name)


def join_entities(
    articles: Sequence[tuple[Article, Sequence[Mention], Collection[int]]],
    revise: Callable[[list[Group]], list[Group]] = list,
) -> tuple[list[Entity], list[list[Reference]]]:
    """Make one entity of the referents of all articles that are the same.

    The same name is the same entity, whatever its case and its apostrophes; shorter names join the
    one longer name of the corpus that they may stand for (see `corpus_names`). A surname that is
    `she` in one article and `he` in another is two entities. Two referents that one article keeps
    apart stay apart, unless their full names are the same. One without a name is an entity of its
    article alone, but for a source whom the corpus calls so as it calls one person.

    Args:
        articles: each with its mentions, and the numbers of the referents that are a source, in
            corpus order. What has the name of an outlet is one.
        revise: changes the groups before they are numbered, as a register does.

    Returns:
        The entities in order of first mention, and for each article the reference of each mention.
    """
    named = _grouped(_members(articles))
    _join_described(named, articles)
    groups = revise([make_group(members) for members in named.values()])
    groups = sorted(groups, key=lambda group: min(m.place for m in group.members))
    entities = [_entity(f"e{n}", group) for n, group in enumerate(groups, 1)]
    links = {}
    for entity, group in zip(entities, groups, strict=True):
        for member in group.members:
            links[member.place[0], member.referent.number] = entity.entity_id, member.evidence
    return entities, [
        [_reference(mention, *links[n, mention.referent.number]) for mention in mentions]
        for n, (_, mentions, _) in enumerate(articles)
    ]


def make_group(members: Sequence[Member], **known) -> Group:
    """An entity of some members, in text order: named and labelled as most articles have it."""
    members = tuple(sorted(members, key=lambda m: m.place))
    articles, mentions = Counter[str](), Counter[str]()
    for member in members:
        articles[member.referent.label] += 1
        mentions[member.referent.label] += len(member.mentions)
    label = max(articles, key=lambda label: (articles[label], mentions[label], label))
    spelled = Counter(m.referent.name for m in members if m.referent.named)
    name = usual_name(spelled, label) if spelled else members[0].referent.name
    return Group(**{"name": name, "label": label, **known}, members=members)


def _entity(entity_id, group):
    return Entity(
        entity_id=entity_id,
        name=group.name,
        label=group.label,
        named=group.named,
        aliases=group.aliases,
        mentions=sum(len(member.mentions) for member in group.members),
        articles=len({member.article_id for member in group.members}),
        attributes=group.attributes,
    )


def _reference(mention, entity_id, evidence):
    """Names say what joined their referent over the corpus; a description only if it has no name."""
    told = mention.form == "proper" or not mention.referent.named
    return Reference(entity_id, evidence if evidence and told else mention.evidence)


def _members(articles):
    """The members of each article, by article; what has the name of an outlet is an organisation."""
    outlets = {plain_name(article.outlet) for article, *_ in articles if article.outlet}
    found: list[dict[int, Member]] = []
    for n, (article, mentions, _) in enumerate(articles):
        found.append({})
        for at, mention in enumerate(mentions):
            referent = mention.referent
            if referent.named and plain_name(referent.name) in outlets:
                referent = replace(referent, label="ORG", gender="")
            new = Member(article.article_id, referent, [], (n, at))
            found[-1].setdefault(referent.number, new).mentions.append(mention)
    return [list(members.values()) for members in found]


def _grouped(members):
    names = CorpusNames()
    for member in chain.from_iterable(members):
        if member.referent.named:
            names.add(member.place[0], *_called(member), aliases=_proper(member))
    names.settle()
    groups: dict[tuple, list[Member]] = defaultdict(list)
    for of_article in members:
        for key, member in _keys(of_article, names):
            groups[key].append(member)
    return groups


def _join_described(groups, articles):
    """Move each source without a name to the one person whom the corpus calls so (see `descriptions`)."""
    called, named = Descriptions(), defaultdict[int, set](set)
    for key, member in ((key, m) for key, members in groups.items() for m in members):
        if member.referent.named and member.referent.label == "PERSON":
            named[member.place[0]].add(key)
            called.add(key, articles[member.place[0]][0], member.referent.gender, member.mentions)
    for key, [member, *_] in list(groups.items()):
        referent, (article, _, sources) = member.referent, articles[member.place[0]]
        speaks = referent.number in sources and referent.label == "PERSON"
        if referent.named or referent.plural or not speaks:
            continue
        said = dict.fromkeys(m.aliases[0] for m in member.mentions if m.form == "common")
        here = named[member.place[0]]
        meant = [called.meant(each, article, referent.gender, here) for each in said]
        found = dict(filter(None, meant))
        if len(found) == 1:
            [(person, why)] = found.items()
            groups[person] += [replace(m, evidence=why) for m in groups.pop(key)]


def _called(member) -> tuple[str, str, str]:
    return member.referent.name, member.referent.label, member.referent.gender


def _proper(member):
    return {a for m in member.mentions if m.form == "proper" for a in m.aliases}


def _keys(members, names):
    """Each member of one article with what its entity is known by; no two share that in error."""
    kept: dict[tuple, Member] = {}
    wanted = []
    for member in members:
        if not member.referent.named:
            yield (member.place, member.referent.number), member
            continue
        longest, gender, why = names.longest(*_called(member), titled=_titled(member))
        wanted.append(((longest, gender), replace(member, evidence=why)))
    surnames = {_own(member).split()[-1] for _, member in wanted if not _is_short(member)}
    for key, member in sorted(wanted, key=_rank):
        unsure = _is_short(member) and not member.evidence and _short(member) in surnames
        if unsure or (
            key in kept and not _same_in_article(member, kept[key], names.gender(key[0]))
        ):
            member = replace(member, evidence="")
            key = _key_apart(member, kept)
        kept.setdefault(key, member)
        yield key, member


def _rank(wanted):
    """The name of the whole corpus before others, a full name before a short one, then text order."""
    (longest, _), member = wanted
    return _own(member) != longest, _is_short(member), member.place


def _key_apart(member, kept):
    """Its own name, and its label where that tells it apart; else nobody else's in the corpus.

    Nor anybody else's is a surname of which the article does not tell whose it is.
    """
    own, label = _own(member), member.referent.label
    keys = [] if _is_short(member) else [(own, ""), (own, member.referent.gender)]
    if (own, "") in kept and kept[own, ""].referent.label != label:
        keys.append((own, label))
    return next((key for key in keys if key not in kept), (own, member.place))


def _same_in_article(member, other, gender):
    """Whether two whom one article keeps apart are the same: their full names, or name and gender.

    A surname that the corpus takes for one of two in the article has the `gender` of that one.
    """
    if _is_short(member):
        return bool(gender and member.evidence) and member.referent.gender == gender
    return _own(member) == _own(other) and member.referent.label == other.referent.label


def _short(member):
    return core(member.referent.name, "PERSON", shorten=True)


def _is_short(member):
    """Whether somebody is called by a single name, with or without a title."""
    return member.referent.label == "PERSON" and " " not in _short(member)


def _own(member):
    return core(member.referent.name, member.referent.label)


def _titled(member):
    return any(gender_of_title(alias.split(" ")[0]) for alias in _proper(member))
