"""Corrections of what was read in one article: its attributions, their sources and claims, its mentions.

Who a name means is not decided here, but once the entities of the corpus are joined: a source or mention
that is set right gets a referent of its own, and a `Join` says whom it means.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.corrections.joins import Join, is_called, is_named
from onrecord.corrections.places import (
    EDGE_WORDS,
    alike,
    find_words,
    kind_of,
    nearest_words,
    same_content,
    stands_in,
)
from onrecord.corrections.row import GAP, UNNAMED, Row, Spans, Wrong, read_spans
from onrecord.reading.attribution import Attribution, nested
from onrecord.reading.claims import Claim
from onrecord.reading.doc.quotes import said, without_marks
from onrecord.reading.entities import Mention, Referent, Source, Voice
from onrecord.reading.names.genders import PRONOUN_OF_FORM
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.reading import Found, Reading

STRUCTURE = ("attribution", "content", "cue")  # these decide which attributions there are


class Edit:
    """The corrections of one article, row by row; `reading` is what comes of them."""

    def __init__(self, reading: Reading):
        self._article, self._text = reading.article, reading.article.text or ""
        self._found: list[Found | None] = list(reading.found)
        self._mentions = list(reading.mentions)
        self._known = [m.referent.number for m in reading.mentions]
        for source in (f.source for f in reading.found):
            for each in (source.referent, source.voice.affiliation):
                self._known += [each.number] if each else []
        self._made: dict[tuple, tuple[Referent, Row]] = {}
        self._deleted: dict[Spans, int] = {}  # content → row
        self._instead: dict[Spans, Spans] = {}  # content → what a row made of it
        self._added: set[Spans] = set()
        self._of_kind: Mapping[str, Callable[[Row], str]] = {
            "attribution": self._attribution, "content": self._content, "cue": self._cue,
            "source": self._source, "role": self._role, "affiliation": self._affiliation,
            **dict.fromkeys(("act", "commitment", "manner"), self._claim), "kind": self._kind,
            "mention": self._mention,
        }  # fmt: skip

    @property
    def article_id(self) -> str:
        return self._article.article_id

    def apply(self, row: Row) -> str:
        """Do what a row says; what was done, in words.

        Raises:
            Wrong: it fits nothing in this article.
        """
        did = self._of_kind[row.kind](row)
        as_believed = row.confirms and not row.other_text
        return did.replace(" set", " confirmed") if as_believed else did

    def settle(self) -> None:
        """Put the attributions in order and nest them; to be called once their contents are right."""
        of = {k: found for k, found in enumerate(self._found) if found}
        there = sorted(of, key=lambda k: (of[k].attribution.content, of[k].attribution.cue))
        now = {k: n for n, k in enumerate(there)}
        attributions = [of[k].attribution for k in there]
        added = {n for n, a in enumerate(attributions) if a.content in self._added}
        linked = nested(attributions, added)
        self._found = []
        for k, attribution in zip(there, linked, strict=True):
            points = tuple(now[p] for p in of[k].claim.points_to if p in now)
            claim = replace(of[k].claim, points_to=points)
            self._found.append(Found(attribution, of[k].source, claim))

    def reading(self) -> Reading:
        """The article as it is with the corrections."""
        mentions = sorted(self._mentions, key=lambda m: (m.start, -m.end))
        return Reading(self._article, [found for found in self._found if found], mentions)

    def joins(self) -> list[Join]:
        """Whom the referents mean that were made here."""
        counts = Counter(m.referent.number for m in self._mentions)
        found = []
        for referent, row in self._made.values():
            own = [m for m in self._mentions if m.referent is referent]
            aliases = tuple(dict.fromkeys(a for m in own for a in m.aliases))
            known = (referent.number, referent.name, referent.label, referent.named)
            n = counts[referent.number]
            found.append(Join(row, self.article_id, *known, n, aliases))
        return found

    def place(self, spans: str, words: str, example: str = "") -> int:
        """The number of the attribution with some content.

        Raises:
            Wrong: there is none, or the words are not found.
        """
        where = self._where(spans, words, example)
        if where in self._deleted:
            raise Wrong(f"by row {self._deleted[where]} these words are no attribution")
        n = self._like(self._instead.get(where, where))
        if n is None:
            raise Wrong(f"no attribution has this content any more{self._near(where)}")
        return n

    def _where(self, spans, words, example="") -> Spans:
        found, why = find_words(self._text, read_spans(spans), words, example)
        if not found:
            raise Wrong(why)
        return found

    def _like(self, spans, words=EDGE_WORDS):
        """The attribution whose content these spans are, but for some words or marks at the edges."""
        contents = [found.attribution.content if found else () for found in self._found]
        return same_content(self._text, spans, contents, words)

    def _near(self, spans):
        """What to say of the attribution whose content has most in common with some spans."""
        contents = [found.attribution.content for found in self._found if found]
        near = max(contents, key=lambda content: alike(content, spans), default=())
        return f"; one has {said(self._text, near, GAP)!r}" if alike(near, spans) else ""

    def _right_words(self, row: Row, near: Spans) -> Spans:
        words = row.other_text or row.right
        if row.other_spans and (
            found := find_words(self._text, read_spans(row.other_spans), words)[0]
        ):
            return found
        if found := nearest_words(self._text, words, near):
            return found
        raise Wrong(f"the article does not have the words {words!r}")

    def _set(self, row, n, *, who=None, claim=None, **known):
        found = self._found[n]
        evidence = f"{found.attribution.evidence}; {row.evidence}"
        changed = replace(found.attribution, evidence=evidence, confidence=1.0, **known)
        self._found[n] = Found(changed, who or found.source, claim or found.claim)

    def _at(self, row):
        n = self.place(row.spans, row.text, row.example)
        return n, self._found[n]

    def _attribution(self, row):
        spans = self._where(row.spans, row.text, row.example)
        n = self._like(spans, 0 if row.rejects else EDGE_WORDS)
        if row.rejects:
            self._deleted[spans] = row.number
            if n is not None:
                self._found[n] = None
            elif near := self._near(spans):
                raise Wrong(f"no attribution has these very words{near}")
            return "nothing: there is none" if n is None else "attribution deleted"
        if n is not None:
            self._set(row, n)
            return "attribution confirmed"
        known = {
            "kind": kind_of(self._text, spans),
            "evidence": row.evidence,
            "confidence": 1.0,
        }
        self._added.add(spans)
        added = Attribution(source=(), cue=(), content=spans, **known)
        claim = Claim("asserts", "CT+", row.evidence, without_marks(self._text, ())(spans))
        self._found.append(Found(added, Source(None, None, False), claim))
        return "attribution added"

    def _content(self, row):
        n, found = self._at(row)
        spans = self._right_words(row, found.attribution.content)
        claim = replace(found.claim, text=without_marks(self._text, ())(spans))
        self._instead[self._where(row.spans, row.text, row.example)] = spans
        self._set(row, n, claim=claim, content=spans)
        return "content set"

    def _cue(self, row):
        n, found = self._at(row)
        cue = () if row.rejects else self._right_words(row, found.attribution.content)
        self._set(row, n, cue=cue)
        return "cue set"

    def _kind(self, row):
        self._set(row, self._at(row)[0], kind=row.right)
        return "kind set"

    def _claim(self, row):
        n, found = self._at(row)
        known = {} if row.kind == "manner" else {"act_evidence": row.evidence}
        if row.kind == "act" and row.right != found.claim.act:
            known |= {"points_to": (), "pointing": None, "describes": False}
        self._set(row, n, claim=replace(found.claim, **{row.kind: row.right}, **known))
        return f"{row.kind} set"

    def _role(self, row):
        n, found = self._at(row)
        voice = found.source.voice
        if row.rejects:
            voice = Voice(None, None, voice.affiliation)
        else:
            role = voice.role
            if row.other_text:
                [role, *_] = self._right_words(row, found.attribution.content)
            voice = Voice(role, row.right or voice.kind or "other", voice.affiliation)
        self._set(row, n, who=replace(found.source, voice=voice))
        return "role set"

    def _affiliation(self, row):
        n, found = self._at(row)
        whom = found.source.voice.affiliation
        if row.rejects:
            whom = None
        elif not row.confirms or whom is None or whom.named:
            whom = self._referent(row, row.right, row.label or "ORG")
        voice = found.source.voice._replace(affiliation=whom)
        self._set(row, n, who=replace(found.source, voice=voice))
        return "affiliation set"

    def _source(self, row):
        n, found = self._at(row)
        words = found.attribution.source
        if row.other_text:
            words = self._right_words(row, found.attribution.content)
        phrase = said(self._text, words, GAP) or None
        own = self._mention_at(words[0]) if len(words) == 1 else None
        old = None if own is None else self._mentions[own].referent
        label = row.label or (old.label if old else "PERSON")
        known = found.source.referent
        nobody = row.right.casefold() == UNNAMED or _is_a_phrase(row, found.source, phrase)
        if is_called(known, row.right) or (row.confirms and nobody and not is_named(known)):
            self._set(row, n, who=replace(found.source, confidence=1.0, candidate=""), source=words)
            return "source set"
        if not row.rejects and not row.right:  # other words, and whoever they mean
            who: Referent | None = old
        elif not row.rejects and not nobody:
            who = self._referent(row, row.right, label)
        elif own is not None and self._mentions[own].form == "pronoun":
            del self._mentions[own]  # whom it means instead is not known
            own = who = None
        elif is_named(old) and phrase and plain_name(phrase) == plain_name(old.name):
            who = phrase = None  # the words are the name that is not meant
        elif is_named(old):
            who = self._referent(row, phrase, label, named=False)
        else:
            who = old
        if own is not None and who is not None and who is not old and self._may_mean(own, who):
            self._move(own, who, row)
        one = who and who.named and who.label == "PERSON" and not row.confirms
        several = found.source.plural and not one
        words_or_name = phrase if found.source.referent else found.source.name or phrase
        name = who.name if who else words_or_name
        voice = found.source.voice
        same = row.confirms or is_called(known, row.right, shorter=True)
        if who is not old and not same and not stands_in(voice.role, words):
            voice = Voice(None, None, None)  # of who was believed to speak, told elsewhere
        source = Source(who, name, several, 1.0, "", voice)
        self._set(row, n, who=source, source=words)
        return "source set"

    def _mention(self, row):
        [span, *_] = self._where(row.spans, row.text, row.example)
        own = self._mention_at(span)
        if row.rejects:
            if own is None:
                raise Wrong("no mention stands there")
            del self._mentions[own]
            return "mention deleted"
        old = None if own is None else self._mentions[own].referent
        who = self._referent(row, row.right, row.label or (old.label if old else "PERSON"))
        if own is not None:
            self._move(own, who, row)
            return "mention set"
        words = self._text[slice(*span)]
        form = "proper" if words[:1].isupper() else "common"
        form = "pronoun" if plain_name(words) in PRONOUN_OF_FORM else form
        aliases = () if form == "pronoun" else (" ".join(words.split()),)
        self._mentions.append(Mention(*span, who, form, row.evidence, aliases))
        return "mention added"

    def _may_mean(self, n, who):
        """Whether a mention may mean somebody: a name means nobody who has no word of it."""
        mention = self._mentions[n]
        words = plain_name(self._text[mention.start : mention.end]).split()
        return (
            mention.form != "proper"
            or not who.named
            or bool({*words} & {*plain_name(who.name).split()})
        )

    def _mention_at(self, span):
        return next((n for n, m in enumerate(self._mentions) if (m.start, m.end) == span), None)

    def _move(self, n, who, row):
        self._mentions[n] = replace(self._mentions[n], referent=who, evidence=row.evidence)

    def _referent(self, row, name, label, named=True):
        key = (plain_name(name), label) if named else (len(self._made),)
        if key not in self._made:
            number = 1 + max(self._known, default=-1)
            self._known.append(number)
            self._made[key] = Referent(number, name, label, named), row
        return self._made[key][0]


def _is_a_phrase(row, source, phrase):
    """Whether what is believed of a source, and holds, is no name but the article's own words."""
    called = (phrase, source.name, source.referent.name if source.referent else None)
    own = plain_name(row.right) in map(plain_name, filter(None, called))
    return row.confirms and own and not is_called(source.referent, row.right)
