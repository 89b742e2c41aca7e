"""Who speaks: which sources are asked about, whom they may mean, what is decided, and how surely."""

from copy import copy
from dataclasses import replace

import numpy as np
import pytest

from onrecord.errors import OnrecordError
from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import find_mentions, find_speakers, resolve_sources
from onrecord.reading.entities.asked import read_asked
from onrecord.reading.entities.calls import MEETINGS, Calls
from onrecord.reading.entities.cast import LABELS, Cast
from onrecord.reading.entities.conversation import FACTS, FEATURES, NOBODY, UNKNOWN, Conversation
from onrecord.reading.entities.options import WAYS, Options
from onrecord.reading.entities.phrased_article import read_phrases
from onrecord.reading.entities.speaking import HEARD, Speaking, load_speaking

TWO = "Laura Pellow met Karl Tranter on Monday. {} said the roof would hold."
STORY = """\
Laura Pellow, the harbour master, met Karl Tranter of Tolvane Research on Monday.

“The stones are moving,” she said. He denied it. The company said a report had been wrong.

“You know it,” said Tranter, who had said so before."""


class Read:
    """One text up to who may be meant by each source that is asked about."""

    def __init__(self, text):
        doc = parse_text(text)
        self.words, self.attributions = Words(doc), find_attributions(doc)
        self.article = read_phrases(self.words, self.attributions)
        self.cast = Cast(self.article)
        self.sources = read_asked(self.article, self.attributions)
        asked = [a for a in self.sources if a.kind != "name"]
        if asked:
            self.options = Options(self.article, self.attributions, self.cast, asked)

    def called(self, entity):
        n = self.cast.of_phrase.index(entity)
        phrase = self.article.phrases[n]
        return self.words.said(phrase.first, phrase.last)

    def candidates(self, k=0):
        part = slice(self.options.begins[k], self.options.begins[k + 1])
        return [self.called(e) for e in self.options.entity[part].tolist()]


def kinds(text):
    return [a.kind for a in Read(text).sources]


def resolved(text, threshold=None):
    doc = parse_text(text)
    words, attributions = Words(doc), find_attributions(doc)
    speakers = find_speakers(words, attributions, threshold)
    mentions = find_mentions(words, attributions, speakers)
    return mentions, resolve_sources(words, attributions, mentions, speakers)


def test_a_name_is_not_asked_about_and_all_else_is():
    assert kinds(TWO.format("Pellow")) == ["name"]
    assert kinds(TWO.format("She")) == kinds(TWO.format("He")) == ["he"]
    assert kinds(TWO.format("The mayor")) == ["the"]
    assert kinds("Ann Reed, who said the roof would hold, left.") == ["who"]


def test_you_and_i_are_not_asked_about():
    assert kinds("You said the roof would hold.") == []
    assert kinds("“I said the roof would hold,” Ann Reed said.").count("name") == 1
    assert "i" not in kinds("“I said the roof would hold,” Ann Reed said.")


def test_attributions_of_one_source_are_asked_about_once():
    read = Read("Ann Reed left. She said the roof would hold and added that the door was new.")
    assert [a.kind for a in read.sources].count("he") == 1


def test_same_noun_is_one_person_without_a_name_and_a_title_tells_a_class():
    cast = Read("A baker met Ann Reed. The baker said the oven of Tolvane Ltd was old.").cast
    assert len(cast.label) - cast.named == 1
    assert {LABELS[n] for n in cast.label} >= {"PERSON", ""}


@pytest.mark.parametrize("pronoun", ["She", "He"])
def test_people_and_no_organisation_may_be_she_or_he(pronoun):
    names = Read(
        f"Ann Reed joined the Vale Council. {pronoun} said the roof would hold."
    ).candidates()
    assert names == ["Ann Reed"]


def test_whose_title_tells_another_gender_is_no_candidate():
    assert Read("Mr Reed met Mrs Moss. She said it rained.").candidates() == ["Mrs Moss"]
    assert Read("Mr Reed met Mrs Moss. He said it rained.").candidates() == ["Mr Reed"]


def test_features_are_the_same_for_women_and_men():
    women = Read("Mrs Laura Pellow met Mrs Helen Tranter. She said the roof would hold.")
    men = Read("Mr Laura Pellow met Mr Helen Tranter. He said the roof would hold.")
    # the first names tell a man nothing here, as a title goes before them
    assert np.array_equal(women.options.features, men.options.features)
    assert np.array_equal(women.options.facts, men.options.facts)


def test_issuer_of_a_document_is_a_candidate_and_how_it_stands_there_is_told():
    read = Read("A report by Tolvane Research said the roof would hold.")
    assert read.candidates() == ["Tolvane Research"]
    without = Read("Tolvane Research spoke. A report said the roof would hold.")
    assert read.options.features.sum() != without.options.features.sum()


def meetings(text, k=0):
    """How the description that is the k-th source asked about meets each of its candidates."""
    read = Read(text)
    asked = read.options.asked[k]
    rows = Calls(read.article, read.cast).met(asked.phrase, range(read.cast.named))
    return dict(zip(map(read.called, range(read.cast.named)), rows.tolist(), strict=True))


def test_what_somebody_is_said_to_be_counts_as_called():
    text = "Laura Pellow, who {} mayor, met Karl Tranter. The mayor said the roof would hold."
    met = meetings(text.format("was"))
    assert met["Laura Pellow"][0] and not met["Karl Tranter"][0]
    assert not meetings(text.format("was not"))["Laura Pellow"][0]


def test_who_is_called_something_else_is_told_from_who_is_called_nothing():
    text = "Laura Pellow, his deputy, met Karl Tranter. The clerk said the roof would hold."
    met = meetings(text)
    assert (met["Laura Pellow"][-1], met["Karl Tranter"][-1]) == (True, False)
    assert not meetings(text.replace("clerk", "deputy"))["Laura Pellow"][-1]


def test_first_of_several_another_and_one_are_told_apart_where_the_source_is_several():
    text = "Laura Pellow and Karl Tranter met Tom Vale. On Monday {} said the roof would hold."
    for pronoun, told in (("they", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]), ("he", [[0, 0, 0]] * 3)):
        read, end = Read(text.format(pronoun)), -5 - len(WAYS) - MEETINGS
        rows = read.options.features[:, end - 3 : end].tolist()
        found = dict(zip(map(read.called, read.options.entity.tolist()), rows, strict=True))
        names = [n for n in ("Laura Pellow", "Karl Tranter", "Tom Vale") if n in found]
        assert [found[n] for n in names] == told[: len(names)] and len(names) > 1


def test_conversation_knows_who_spoke_last_and_nobody_before_it_begins():
    read = Read(STORY)
    conversation = Conversation(read.article, read.attributions, read.cast, read.sources)
    [first, *_] = [a for a in read.sources if a.kind == "he"]
    entity = np.array([0, 1])
    features, facts = conversation.about(first, entity)
    assert features.shape == (2, FEATURES) and facts.shape == (FACTS,)
    assert not features[:, 0].any()
    conversation.say(first, UNKNOWN)
    assert np.array_equal(conversation.about(first, entity)[0], features)
    conversation.say(first, 1)
    assert conversation.about(first, entity)[0][:, 0].tolist() == [0, 1]
    conversation.say(first, NOBODY)
    assert conversation.about(first, entity)[0][:, :2].tolist() == [[0, 0], [0, 1]]


def random_weights(read, hidden=5, seed=0):
    chance = np.random.default_rng(seed)
    pair = read.options.features.shape[1] + FEATURES
    facts = read.options.facts.shape[1] + FACTS
    shapes = {
        "pair.weight": (hidden, pair), "pair.bias": (hidden,), "fact.weight": (hidden, facts),
        "out.weight": (1, hidden), "direct.weight": (1, pair), "none.weight": (4, facts),
        "none.bias": (4,), "none_out.weight": (1, 4), "none_out.bias": (1,),
    }  # fmt: skip
    return {name: chance.normal(size=shape) / 4 for name, shape in shapes.items()}


def test_shares_are_what_the_layers_add_up_to():
    """Sources are decided one by one, each with those before it as they were decided."""
    read = Read(STORY)
    w, named = random_weights(read), read.cast.named
    conversation = Conversation(read.article, read.attributions, read.cast, read.sources)
    expected, k = [], 0
    for a in read.sources:
        if a.kind == "name":
            conversation.say(a, read.cast.of_phrase[a.phrase])
            continue
        part = slice(read.options.begins[k], read.options.begins[k + 1])
        entity = read.options.entity[part]
        features, facts = conversation.about(a, entity)
        x = np.hstack([read.options.features[part], features])
        f = np.concatenate([read.options.facts[k], facts])
        hidden = np.maximum(x @ w["pair.weight"].T + w["pair.bias"] + w["fact.weight"] @ f, 0)
        scores = hidden @ w["out.weight"][0] + x @ w["direct.weight"][0]
        none = np.maximum(w["none.weight"] @ f + w["none.bias"], 0) @ w["none_out.weight"][0]
        likely = np.exp([*scores, none + w["none_out.bias"][0]])
        shares = np.where(entity < named, likely[:-1] / likely.sum(), -1)
        best = max(range(len(entity)), key=shares.__getitem__, default=None)
        expected.append((NOBODY, 0) if best is None else (int(entity[best]), shares[best]))
        conversation.say(a, expected[-1][0] if expected[-1][1] > HEARD else NOBODY)
        k += 1
    found = [s for s in Speaking(w)(read.article, read.attributions) if s.asked.kind != "name"]
    assert [s.entity for s in found] == [entity for entity, _ in expected] and len(found) > 2
    shares = [1 / (1 + np.exp(-s.signs[0])) for s in found]
    assert np.allclose(shares, [share for _, share in expected], atol=1e-3)


def test_below_the_threshold_a_source_stays_what_the_text_says():
    text = TWO.format("She")
    [named] = resolved(text, 0)[1]
    [unnamed] = resolved(text, 1)[1]
    assert (named.name, named.candidate) == ("Laura Pellow", "")
    assert (unnamed.name, unnamed.referent, unnamed.candidate) == ("She", None, "Laura Pellow")
    assert 0 < named.confidence < 1
    assert unnamed.confidence == pytest.approx(1 - named.confidence)  # that `She` is all there is


@pytest.mark.parametrize("threshold", [0, 0.5, 1])
def test_source_and_the_mention_at_its_head_are_never_two_people(threshold):
    doc = parse_text(STORY)
    words, attributions = Words(doc), find_attributions(doc)
    speakers = find_speakers(words, attributions, threshold)
    mentions = find_mentions(words, attributions, speakers)
    sources = resolve_sources(words, attributions, mentions, speakers)
    assert len(sources) > 3
    for attribution, source in zip(attributions, sources, strict=True):
        [(start, end)] = attribution.source
        own = [m.referent for m in mentions if (m.start, m.end) == (start, end)]
        if own and own[0].named and STORY[start:end] != "Tranter":
            assert source.referent == own[0]


def test_document_is_its_issuer_as_a_source_and_not_as_a_mention():
    text = "A report by Tolvane Research said the roof would hold."
    mentions, [source] = resolved(text, 0)
    assert source.name == "Tolvane Research"
    assert [text[m.start : m.end] for m in mentions] == ["Tolvane Research"]


def test_full_name_is_surer_than_a_pronoun():
    [name] = resolved(TWO.format("Laura Pellow"))[1]
    [pronoun] = resolved(TWO.format("She"))[1]
    assert name.confidence > pronoun.confidence


def test_relative_after_several_is_none_of_them():
    [source] = resolved("Ann Reed and Tom Moss, who said the roof would hold, left.", 0)[1]
    assert source.referent is None and source.plural


@pytest.mark.parametrize(
    ("several", "last"),
    [("Ann Reed and Tom Moss", "Tom Moss"), ("Ann Reed, Tom Moss and Ella Crane", "Ella Crane")],
)
def test_relative_with_a_singular_verb_is_the_last_of_several(several, last):
    [source] = resolved(f"{several}, who says that the roof would hold, left.", 0)[1]
    assert (source.name, source.plural) == (last, False)


def test_relative_without_a_clause_takes_up_what_stands_before_the_comma():
    words = Words(parse_text("Ann Reed, who said the roof would hold, left."))
    words.deps = ["dep" if dep == "relcl" else dep for dep in words.deps]
    attributions = find_attributions(parse_text(words.text))
    [asked] = read_asked(read_phrases(words, attributions), attributions)
    assert (asked.kind, asked.relative, words.texts[asked.token]) == ("who", True, "Reed")


@pytest.mark.parametrize("before", ["Ann Reed spoke on Monday.", "Ann Reed, welcome."])
def test_you_is_nobody_with_a_name(before):
    [source] = resolved(f"{before} You said the roof would hold.", 0)[1]
    assert (source.name, source.referent, source.candidate) == ("You", None, "")


def test_who_is_introduced_with_they_is_one():
    text = "Mara Quill, who uses {} pronouns, runs the mill. They said the wheel would turn."
    assert kinds(text.format("they/them")) == ["he"]
    assert kinds(text.format("no")) == ["they"]
    [source] = resolved(text.format("they/them"), 0)[1]
    assert (source.name, source.plural) == ("Mara Quill", False)


def test_each_form_has_a_threshold_and_one_that_is_given_counts_for_all(monkeypatch):
    speaking = copy(load_speaking())
    speaking.thresholds = {"name": 0, "description": 1, "pronoun": 0}
    monkeypatch.setattr("onrecord.reading.entities.speakers.load_speaking", lambda: speaking)
    she, mayor = TWO.format("She"), TWO.format("The mayor")
    assert [resolved(text)[1][0].name for text in (she, mayor)] == ["Laura Pellow", "The mayor"]
    assert [resolved(text, 1)[1][0].name for text in (she, mayor)] == ["She", "The mayor"]
    assert resolved(mayor, 0)[1][0].referent.named


def sureness(text):
    return resolved(text)[1][0].confidence


def test_name_is_less_sure_in_a_heading_beside_another_or_with_a_namesake():
    plain = sureness("Ann Reed said the roof would hold. It was Monday.")
    assert sureness("Ann Reed Said The Roof Would Hold On Monday") < plain
    assert sureness("Ann Reed of Tolvane Research said the roof would hold. It was Monday.") < plain
    assert sureness("Ann Reed said the roof would hold. It was Monday with Tom Reed.") < plain


@pytest.mark.parametrize("threshold", [-0.1, 1.1])
def test_threshold_that_is_no_share_is_an_error(threshold):
    with pytest.raises(OnrecordError, match="no share"):
        find_speakers(Words(parse_text("It rained.")), [], threshold)


@pytest.mark.parametrize("threshold", [0, 0.5])
def test_who_stands_in_a_description_of_another_is_not_that_other(threshold):
    for text in ("Ann Reed’s lawyer said it was late.", "A lawyer for Ann Reed said it was late."):
        [source] = resolved(text, threshold)[1]
        assert source.referent is None or not source.referent.named


def test_attribution_without_a_source_gets_no_name():
    doc = parse_text("Ann Reed left. It was late, the court heard.")
    words, [found] = Words(doc), find_attributions(doc)[:1]
    bare = replace(found, source=())
    speakers = find_speakers(words, [bare], 0)
    [source] = resolve_sources(words, [bare], find_mentions(words, [bare], speakers), speakers)
    assert (source.referent, source.name) == (None, None)
    assert source.candidate == "Ann Reed"


@pytest.mark.parametrize(
    "text",
    [
        "Acme Boats will cut jobs. “We have no comment,” the bank told Acme Boats.",
        "Karl Mollin is a clerk. A visitor met with Karl Mollin and said the bridge was closed.",
    ],
)
def test_who_is_told_or_met_is_not_who_speaks(text):
    assert all(source.name not in ("Acme Boats", "Karl Mollin") for source in resolved(text)[1])


def test_description_beside_a_name_says_the_name():
    _, [source] = resolved("They met a harbour clerk, Ida Holm, who said that it was shut.")
    assert source.name == "Ida Holm" and source.confidence > 0.5


@pytest.mark.parametrize("some", ["Some", "Six in ten", "Most", "Many older", "The two", "Those"])
def test_some_of_a_party_are_not_the_party(some):
    _, [source] = resolved(f"{some} Republicans said that the roof would hold.", 0.1)
    assert (source.name, source.referent, source.candidate) == (f"{some} Republicans", None, "")


@pytest.mark.parametrize(
    "party", ["Republicans", "The Republicans", "The conservative Republicans"]
)
def test_party_is_who_it_is_however_it_is_described(party):
    _, [source] = resolved(f"{party} said that the roof would hold.", 0.1)
    assert source.name == "Republicans" and source.referent is not None


def test_several_who_are_described_are_no_one_person():
    text = (
        "Karl Mollin ran the port. His critics said it was shut. Karl Mollin’s rivals said so too."
    )
    for threshold in (None, 0):
        _, sources = resolved(text, threshold)
        assert all(source.name != "Karl Mollin" for source in sources)


def test_source_that_ends_in_a_name_after_a_comma_is_who_has_it():
    text = "Forms must be in by noon, according to the returning officer, Verity Lanholm."
    [source] = resolved(text)[1]
    assert source.name == "Verity Lanholm"


def test_we_within_the_words_of_somebody_is_that_one():
    text = "Laura Pellow met Karl Tranter. “We told them that it leaks,” Pellow said."
    doc = parse_text(text)
    words, [outer] = Words(doc), find_attributions(doc)[:1]
    roles = {"source": "We", "cue": "told", "content": "that it leaks"}
    spans = {role: ((text.index(w), text.index(w) + len(w)),) for role, w in roles.items()}
    found = [outer, replace(outer, **spans, parent=0, depth=1)]
    speakers = find_speakers(words, found)
    sources = resolve_sources(words, found, find_mentions(words, found, speakers), speakers)
    assert [(source.name, source.plural) for source in sources] == [
        ("Laura Pellow", False),
        ("Laura Pellow", True),
    ]


def test_description_under_a_verb_is_not_whom_the_subject_of_the_verb_names():
    text = "Karl Tranter met Laura Pellow. Tranter had been struck by the visitor’s claim that it leaks."
    words = Words(parse_text(text))
    roles = {"source": "the visitor’s", "cue": "claim", "content": "that it leaks"}
    spans = {role: ((text.index(w), text.index(w) + len(w)),) for role, w in roles.items()}
    claim = replace(find_attributions(parse_text(TWO.format("Pellow")))[0], **spans)
    decisions = find_speakers(words, [claim], 0).decisions
    assert not any(each.sure and each.candidate == "Karl Tranter" for each in decisions.values())
