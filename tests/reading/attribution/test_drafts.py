"""What the network labelled, brought together with quotation marks, the lexicon and itself.

A stub stands for the network, so that none of this depends on what a trained one finds.
"""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.reading.attribution.drafts import make_drafts
from onrecord.reading.attribution.features import Vocabulary, read_features
from onrecord.reading.attribution.network import Labelled
from onrecord.reading.attribution.pieces import trimmed_spans
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

PLACES = Vocabulary((), (), (), ()).places()
SCORES = (0.9, 0.8, 0.7, 1.0)


class Stub:
    """A network that labels by hand: what each call returns, call by call, and what it was asked."""

    def __init__(self, *levels):
        self.levels, self.units, self.features = list(levels), [], []

    def label(self, features, units, least):
        self.units.append([unit.tolist() for unit in units])
        self.features.append(features)
        return self.levels.pop(0) if self.levels else []


class Article:
    """A text with the view of its Doc and its features."""

    def __init__(self, text):
        self.text, self.view = text, Words(parse_text(text))
        self.features = read_features(self.view, PLACES)

    def tokens(self, *phrases):
        """Indices of the tokens of phrases, each given as it stands once in the text."""
        spans = []
        for phrase in filter(None, phrases):
            assert self.text.count(phrase) == 1, f"{phrase!r} must stand in the text once"
            start = self.text.index(phrase)
            spans.append((start, start + len(phrase)))
        return sorted(self.view.tokens_in(spans))

    def labelled(self, source, cue, *content):
        """A cue and its roles, each as it stands in the text."""
        at = self.tokens(cue)
        arrays = (np.array(self.tokens(*x), dtype=np.int64) for x in ([source], content))
        return Labelled((at[0], at[-1] + 1), *arrays, SCORES, at[0], 1.0)

    def words(self, tokens):
        """Token indices as their text, pieces parted by `…`."""
        return " … ".join(self.text[s:e] for s, e in trimmed_spans(self.view, tokens))

    def drafts(self, network):
        (found,) = make_drafts([self.view], [self.features], network, 0.2)
        return found

    def parts(self, *levels):
        """Source, cue and content of the drafts from hand-made labels."""
        made = self.drafts(Stub(*levels))
        return [tuple(map(self.words, (d.source, d.cue, d.content))) for d in made]


def parts(text, *labelled):
    """Source, cue and content of the drafts of a text from (source, cue, *content) of each cue."""
    article = Article(text)
    return article.parts([article.labelled(*each) for each in labelled])


@pytest.mark.parametrize(
    "text, labelled, whole",
    [
        ("“We won the game today,” said Smith.", "We won the", "“We won the game today,”"),
        ("‘We won the game today,’ said Smith.", "won the game", "‘We won the game today,’"),
        ("Smith said: “We won it. Twice, too.”", "We won it", "“We won it. Twice, too.”"),
        ("Smith said “we won” and left.", "“we won", "“we won”"),
    ],
)
def test_quotation_of_which_content_has_half_is_kept_whole(text, labelled, whole):
    assert parts(text, ("Smith", "said", labelled)) == [("Smith", "said", whole)]


def test_quotation_of_which_content_has_less_than_half_is_not_made_whole():
    text = "“We won the game today,” said Smith."
    assert parts(text, ("Smith", "said", "today")) == [("Smith", "said", "today")]


def test_quotation_inside_another_is_kept_whole():
    text = "“Smith told me ‘we lost it all’ and left,” Jones said."
    found = parts(text, ("Smith", "told", "we lost it"))
    assert found == [("Smith", "told", "‘we lost it all’")]


def test_words_around_a_quotation_stay_in_the_content_with_it():
    text = "Smith said the plan was “a very big mistake” today."
    found = parts(text, ("Smith", "said", "the plan was “a very big"))
    assert found == [("Smith", "said", "the plan was “a very big mistake”")]


def test_quotation_over_paragraphs_is_kept_whole_by_its_part_in_the_first():
    text = "Smith said: “One is here now.\n“Two is here, and three is, too, I know.\n“So is four.”"
    assert parts(text, ("Smith", "said", "One is here")) == [
        ("Smith", "said", "“One is here now. … “Two is here, and three is, too, I know. … “So is four.”")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source, cue, content",
    [("Smith", "said", "we lost the game"), ("", "said", "that we lost the game")],
)
def test_quotation_in_which_cue_or_source_stands_is_not_made_whole(source, cue, content):
    text = "“Smith said that we lost the game today.”"
    assert parts(text, (source, cue, content)) == [(source, cue, content)]


def test_quotation_in_which_only_the_source_stands_is_not_made_whole():
    text = "“My own mother thinks that we lost it,” said it all."
    found = parts(text, ("My own mother", "said", "thinks that we lost it"))
    assert found == [("My own mother", "said", "thinks that we lost it")]


def test_token_that_is_labelled_twice_belongs_to_the_cue_then_to_the_source():
    text = "Smith said that it failed."
    assert parts(text, ("Smith said", "said", "Smith said that it failed")) == [
        ("Smith", "said", "that it failed")
    ]


@pytest.mark.parametrize(
    "source, kept",
    [
        ("Smith, who runs the mill", "Smith"),
        ("the firm which runs the mill", "the firm"),
        ("Smith, who", "who"),
        ("who", "who"),
        ("the man of the mill", "the man of the mill"),
    ],
)
def test_source_is_without_its_relative_clause(source, kept):
    text = f"It rained, and {source} said nothing had failed."
    assert parts(text, (source, "said", "nothing had failed")) == [
        (kept, "said", "nothing had failed")
    ]


@pytest.mark.parametrize(
    "text, labelled, right",
    [
        (
            "Tolvane, said an official there, would want to know more.",
            ("Tolvane", "said", "an official there, would want to know more"),
            ("an official there", "said", "Tolvane … would want to know more"),
        ),
        (
            "The company, said Reed, is in trouble.",
            ("The company", "said", "is in trouble"),
            ("Reed", "said", "The company … is in trouble"),
        ),
        *(
            (text, (source, "said", content), (source, "said", content))
            for text, source, content in [
                (
                    "Reed, the mayor, said the barrier had failed.",
                    "Reed, the mayor",
                    "the barrier had failed",
                ),
                ("Reed, said to be old, was not there.", "Reed", "to be old"),
                (
                    "Reed said the bridge, however, was shut.",
                    "Reed",
                    "the bridge, however, was shut",
                ),
                ("Reed, said the barrier had failed.", "Reed", "the barrier had failed"),
            ]
        ),
    ],
)
def test_who_stands_behind_a_cue_that_a_comma_parts_from_what_is_before_it(text, labelled, right):
    assert parts(text, labelled) == [right]


def test_draft_keeps_the_networks_scores_and_the_first_token_of_its_cue():
    article = Article("Smith has not said that it failed.")
    (draft,) = article.drafts(Stub([article.labelled("Smith", "has not said", "that it failed")]))
    assert (draft.rule, draft.scores, draft.head) == ("model", SCORES, 1)


def test_drafts_stand_in_text_order():
    article = Article("Smith said that Jones said nothing at all. Brown denied everything.")
    first = article.labelled("Smith", "said that", "Jones said nothing at all")
    last = article.labelled("Brown", "denied", "everything")
    inner = article.labelled("Jones", "said nothing", "at all")
    made = article.drafts(Stub([last, first, inner]))
    assert [article.words(d.source) for d in made] == ["Smith", "Jones", "Brown"]


def test_of_two_cues_that_claim_one_content_the_closer_one_is_kept():
    text = "Smith spoke up and then said that it failed."
    content = "that it failed"
    assert parts(text, ("Smith", "spoke", content), ("Smith", "said", content)) == [
        ("Smith", "said", content)
    ]


def test_distance_is_told_from_either_end_of_the_content():
    text = "That it failed was said by Smith, who laughed."
    content = "That it failed"
    assert parts(text, ("who", "laughed", content), ("Smith", "was said", content)) == [
        ("Smith", "was said", content)
    ]


def test_cues_that_share_only_part_of_their_contents_are_both_kept():
    text = "Smith said that it failed, and Jones said nobody had looked."
    whole = "it failed, and Jones said nobody had looked"
    both = parts(text, ("Smith", "said that", whole), ("Jones", "said nobody", "had looked"))
    assert [cue for _, cue, _ in both] == ["said that", "said nobody"]


def test_cue_inside_the_content_of_another_is_no_rival():
    text = "Smith said Jones claimed that it all failed in the end."
    inner = ("Jones", "claimed", "that it all failed in the end")
    outer = ("Smith", "said", "Jones claimed that it all failed in the end")
    assert parts(text, outer, inner) == [outer, inner]


def test_cue_between_another_cue_and_its_content_makes_a_chain():
    text = "Smith claimed that, according to Jones, it failed."
    outer, inner = parts(
        text, ("Smith", "claimed", "it failed"), ("Jones", "according to", "it failed")
    )
    assert outer == ("Smith", "claimed", "according to Jones, it failed")
    assert inner == ("Jones", "according to", "it failed")


@pytest.mark.parametrize("source", ["", "Jones"])
def test_no_chain_without_two_sources(source):
    text = "Smith claimed that, according to Jones, it failed."
    found = parts(text, (source, "claimed", "it failed"), ("Jones", "according to", "it failed"))
    assert found == [("Jones", "according to", "it failed")]


def test_no_chain_over_the_end_of_a_sentence():
    text = "Smith claimed as much. According to Jones, it failed."
    found = parts(text, ("Smith", "claimed", "it failed"), ("Jones", "According to", "it failed"))
    assert found == [("Jones", "According to", "it failed")]


def test_articles_that_are_read_at_once_get_what_each_gets_alone():
    first = Article("Smith said Jones claimed that it all failed. It rained.")
    other = Article("Nothing at all.\n\nIt “rained”.")
    last = Article("It rained.\n“Ann denied that we lost it all,” Brown claimed.")
    one = first.labelled("Smith", "said", "Jones claimed that it all failed")
    two = last.labelled("Brown", "claimed", "Ann denied that we lost it all")
    alone = [first.drafts(Stub([one])), other.drafts(Stub()), last.drafts(Stub([two]))]
    by = len(first.view) + len(other.view)
    stub = Stub([one, two.shifted(by)])
    several = (first, other, last)
    views, features = ([getattr(a, x) for a in several] for x in ("view", "features"))
    assert make_drafts(views, features, stub, 0.2) == alone
    assert stub.units[0][-1][-1] == by + len(last.view) - 1


@pytest.mark.parametrize(
    "text, kept",
    [
        ("Smith said:\n“We won the game.”", True),
        ("Smith said on Friday: \n“We won the game.”", True),
        ("Smith said no more.\n“We won the game.”", False),
        ("Smith said.", False),
        ("Smith said this: he left.", False),
    ],
)
def test_cue_without_content_is_kept_only_before_a_colon_that_ends_its_paragraph(text, kept):
    assert [cue for _, cue, _ in parts(text, ("Smith", "said"))] == ["said"] * kept


def test_content_of_punctuation_alone_is_none():
    assert parts("Smith said, and left.", ("Smith", "said", ",")) == []


def test_nothing_labelled_gives_no_drafts():
    assert parts("Smith said that it failed.") == []


def test_expletive_it_is_no_content():
    text = "It is hoped that Smith won."
    assert parts(text, ("", "is hoped", "It", "that Smith won")) == [
        ("", "is hoped", "that Smith won")
    ]


def test_it_that_means_something_stays_content():
    text = "It was expected to rain."
    assert parts(text, ("", "was expected", "It", "to rain"))[0][2] == "It … to rain"


def test_clause_that_hangs_from_a_content_belongs_to_it():
    text = "Smith suggested waiting until the vote was over."
    assert parts(text, ("Smith", "suggested", "waiting")) == [
        ("Smith", "suggested", "waiting until the vote was over")
    ]


def test_content_that_is_only_that_goes_on_with_what_another_says():
    text = "Smith claimed that, according to Jones, it had failed."
    found = parts(text, ("Smith", "claimed", "that"), ("Jones", "according to", "it had failed"))
    assert ("Smith", "claimed", "that, according to Jones, it had failed") in found
    assert ("Jones", "according to", "it had failed") in found


def test_expletive_it_is_no_source():
    text = "It is understood that Smith won."
    assert parts(text, ("It", "is understood", "that Smith won"))[0][0] == ""


def test_it_that_speaks_is_a_source():
    text = "The council met, and it said that Jones won."
    assert parts(text, ("it", "said", "that Jones won"))[0][0] == "it"


@pytest.mark.parametrize(
    "aside",
    ["through her agent", "via a spokesman", "through his lawyer, Karl Mollin", "on her behalf"],
)
def test_network_does_not_see_through_whom_somebody_speaks(aside):
    article = Article(f"Ida Holm said {aside} that it was off.")
    network = Stub([article.labelled("Ida Holm", "said", "that it was off")])
    [draft] = article.drafts(network)
    assert article.words(draft.content) == "that it was off"
    [seen] = network.units[0]
    assert set(seen) == set(range(len(article.view))) - set(article.tokens(aside))


def test_other_words_with_through_are_seen():
    article = Article("Ida Holm said through tears that it was off until Friday through Sunday.")
    network = Stub()
    article.drafts(network)
    assert network.units == [[list(range(len(article.view)))]]


def test_through_whom_somebody_speaks_stays_within_what_others_say_of_it():
    inner = "that Ida Holm said through her agent that it was off"
    article = Article(f"Karl Mollin held {inner}.")
    labelled = article.labelled("Karl Mollin", "held", inner)
    seen = np.setdiff1d(labelled.content, article.tokens("through her agent"))
    [draft] = article.drafts(Stub([replace(labelled, content=seen)]))
    assert article.words(draft.content) == inner


def test_a_conjunction_opens_no_source():
    article = Article("Ida Holm held that her boss, Karl Mollin, told her to leave.")
    network = Stub([article.labelled("that her boss, Karl Mollin,", "told", "her to leave")])
    [draft] = article.drafts(network)
    assert article.words(draft.source) == "her boss, Karl Mollin"
