"""What the ranking network learns from: who phrases mean by name, through whatever takes a name up."""

import csv
import json

import numpy as np
import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.pairs import make_pairs
from onrecord.reading.entities.phrased_article import read_phrases
from training.marked_articles import OwnArticle, OwnEntity, OwnMention
from training.marked_phrases import own_examples
from training.phrase_examples import NOBODY, put_together, told_example
from training.told_phrases import gap_examples, is_called, speaker_examples

STORY = "Ann Reed met Ida Moss. She sang. Her brother left. She slept."
OTHER = "Tom Lusk saw a fox. He ran."


def read(text):
    doc = parse_text(text)
    article = read_phrases(Words(doc), find_attributions(doc))
    return (
        article,
        make_pairs(article),
        [article.words.said(p.first, p.last) for p in article.phrases],
    )


def likely_names(example, likely):
    """asked × G: how likely each name is, added up by walking from phrase to phrase."""
    c = example.chains
    size, names = c.size
    through = c.sure_through.reshape(size, size).copy()
    direct = c.sure_direct.reshape(size, names).copy()
    np.add.at(through.reshape(-1), c.through, likely[c.through_pairs])
    np.add.at(direct.reshape(-1), c.direct, likely[c.direct_pairs])
    meant = np.zeros((size, names))
    for n in range(size):
        meant[n] = direct[n] + through[n] @ meant
    return meant[c.asked]


def told(text, which, right):
    article, pairs, said = read(text)
    phrase = [n for n, words in enumerate(said) if words == which][-1]
    names = {said[n]: group for n, group in enumerate(article.group) if group >= 0}
    return told_example(
        text, article, pairs, {phrase: [names.get(r, NOBODY) for r in right]}
    ), names


def test_names_are_reached_through_pronouns_before():
    example, names = told(STORY, "She", ["Ann Reed"])
    likely = np.full(len(example.pairs.anaphors), 0.1, np.float32)
    reached = likely_names(example, likely)
    direct = np.bincount(example.chains.direct % example.chains.size[1]) > 0
    assert direct.all() and (reached > 0.1).all(), "the earlier pronoun leads on to both"
    right = example.chains.right[0]
    assert right[names["Ann Reed"]] == 1 and right.sum() == 1


def test_nobody_is_the_last_of_what_may_be_right():
    example, _ = told(STORY, "She", ["nobody"])
    assert example.chains.right.tolist() == [[0, 0, 1]]


def test_description_may_be_that_of_a_name_that_comes_later():
    example, names = told("The mayor left. Ann Reed sang.", "The mayor", ["Ann Reed"])
    chains = example.chains
    assert chains.later.tolist() == [names["Ann Reed"]]
    [pair] = chains.later_pairs
    assert example.article.group[example.pairs.anaphors[pair]] == names["Ann Reed"]


def test_what_a_rule_joins_asks_nothing():
    example, _ = told("Ann Reed, the mayor, sang.", "the mayor", ["Ann Reed"])
    assert example is None


def test_examples_together_say_the_same_as_each_alone():
    one, other = told(STORY, "She", ["Ann Reed"])[0], told(OTHER, "He", ["Tom Lusk"])[0]
    both = put_together([one, other])
    chance = np.random.default_rng(0)
    parts = [chance.random(len(e.pairs.anaphors)).astype(np.float32) / 10 for e in (one, other)]
    reached = likely_names(both, np.concatenate(parts))
    alone = [likely_names(e, p) for e, p in zip((one, other), parts, strict=True)]
    names = one.chains.size[1]
    assert reached[0, :names] == pytest.approx(alone[0][0])
    assert reached[1, names:] == pytest.approx(alone[1][0])
    assert reached[0, names:].sum() == reached[1, :names].sum() == 0
    assert np.array_equal(both.chains.right[0, :names], one.chains.right[0, :-1])
    assert np.array_equal(both.chains.right[1, names:], other.chains.right[0])


@pytest.mark.parametrize(
    "name, who, kind, right",
    [
        ("Ann Reed", "Ann Reed|Reed", "person", True),
        ("Mrs Reed", "Ann Reed", "person", True),
        ("Ida Reed", "Ann Reed|Reed", "person", False),
        ("Tom Lusk", "Ann Reed & Tom Lusk", "person", True),
        ("the Mine Board", "Mine Board", "org", True),
        ("MB", "Mine Board", "org", True),
        ("Board", "Mine Board", "org", False),
    ],
)
def test_name_is_one_of_those_accepted(name, who, kind, right):
    assert is_called(name, who, kind) is right


def test_pronouns_of_gap_are_told(tmp_path):
    rows = [("x-1", True, False), ("x-2", False, False)]
    with open(tmp_path / "gap.tsv", "w", encoding="utf-8", newline="") as file:
        columns = ["ID", "Text", "Pronoun", "Pronoun-offset"]
        columns += [f"{x}{k}" for x in "AB" for k in ("", "-offset", "-coref")]
        writer = csv.DictWriter(file, columns, delimiter="\t")
        writer.writeheader()
        for name, a, b in rows:
            writer.writerow(
                {
                    "ID": name, "Text": STORY, "Pronoun": "She", "Pronoun-offset": STORY.index("She"),
                    "A": "Ann Reed", "A-offset": 0, "A-coref": str(a).upper(),
                    "B": "Ida Moss", "B-offset": STORY.index("Ida"), "B-coref": str(b).upper(),
                }
            )  # fmt: skip
    [example] = gap_examples(tmp_path / "gap.tsv", seed=1)
    right = sorted(example.chains.right.tolist())
    assert right == [[0, 0, 0, 0, 1], [1, 0, 0, 0, 0]] or right == [
        [0, 0, 0, 0, 1],
        [0, 0, 1, 0, 0],
    ]


def test_sources_are_told_by_those_who_marked_them(tmp_path):
    text = "Ann Reed met Ida Moss. She said it rained. A clerk said so too."
    for folder in ("polnear/train/text", "polnear/train/attributions", "marks/train"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "polnear/train/text/a.txt").write_text(text, "utf-8")
    spans = {"T1": "She", "T2": "said", "T3": "it rained"}
    lines = [
        f"{n}\tKind {text.index(w)} {text.index(w) + len(w)}\t{w}" for n, w in spans.items()
    ] + ["E1\tAttribution:T2 Source:T1 Content:T3"]
    (tmp_path / "polnear/train/attributions/a_x.ann").write_text("\n".join(lines), "utf-8")
    clerk = [[text.index("A clerk"), text.index("A clerk") + 7]]
    marks = {
        "speakers": {"0": {"who": "Ida Moss|Moss", "type": "person"}},
        "nested": [{"source": clerk, "who": "", "type": "unnamed"}],
    }
    (tmp_path / "marks/train/a.json").write_text(json.dumps(marks), "utf-8")
    [example] = speaker_examples(tmp_path, tmp_path / "marks")
    article = example.article
    moss = next(
        g for p, g in zip(article.phrases, article.group, strict=True) if p.word == "Ida Moss"
    )
    right = [[0, 0, 0], [0, 0, 1]]
    right[0][moss] = 1
    assert example.chains.right.tolist() == right


def test_own_articles_say_what_each_phrase_means():
    text = "Ann Reed met a clerk. She sang to her own clerk.\n"
    marks = [("Ann Reed", 1), ("a clerk", 0), ("She", 1), ("her own clerk", 2), ("her", 1)]
    mentions = [OwnMention(text.index(w), text.index(w) + len(w), n) for w, n in marks]
    table = {1: OwnEntity("person", "f", "Ann Reed"), 2: OwnEntity("person", "-", "unnamed")}
    [example] = own_examples([OwnArticle("a", text, tuple(mentions), table)])
    said = [example.article.words.said(p.first, p.last) for p in example.article.phrases]
    meant = dict(zip(said, example.meant.tolist(), strict=True))
    assert meant["Ann Reed"] == meant["She"] == meant["her"] == 1
    assert meant["her own clerk"] == 2 and meant["a clerk"] < 0
