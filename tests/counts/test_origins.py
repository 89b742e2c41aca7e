"""Origins: which claims say the same, on whose word, and how many words that is."""

import pytest
from small_record import article, attribution, claim, record

from onrecord.counts import independent_origins, with_origin


class Corpus:
    """Articles of one claim text each, added claim by claim; every claim is echoed by those named."""

    def __init__(self):
        self.articles, self.attributions, self.claims = [], [], []

    def article(self, name, outlet="Post", **known):
        self.articles.append(article(name, "It rained.", outlet=outlet, **known))

    def claim(self, source=None, entity=None, echoes=(), *, outer=None, commitment="CT+", **known):
        of = self.articles[-1]
        number = sum(a["article_id"] == of["article_id"] for a in self.attributions) + 1
        classes = "named_person" if entity else "unnamed" if source else "none"
        given = {"source_class": classes, "source_entity": entity, "source_name": source} | known
        made = attribution(
            of, number, "It rained", parent_id=outer, depth=1 if outer else 0, **given
        )
        self.attributions.append(made)
        echoes = [echoes] if isinstance(echoes, str) else list(echoes)
        self.claims.append(claim(made, echoes=echoes, commitment=commitment))
        for other in self.claims:
            if other["claim_id"] in echoes:
                other["echoes"].append(made["attribution_id"])
        return made["attribution_id"]

    def with_origin(self, **options):
        made = record(self.articles, self.attributions, claims=self.claims)
        return with_origin(made.claims, made.attributions, made.articles, **options)

    def independent_origins(self, **options):
        return independent_origins(self.with_origin(**options))

    def origins(self, **options):
        return list(self.independent_origins(**options)["origins"])


@pytest.fixture
def corpus():
    return Corpus()


def wire(corpus, *source):
    """A story, its reprint in another outlet, and an article of its own, all with one claim."""
    corpus.article("a", "Post")
    first = corpus.claim(*source)
    corpus.article("b", "Daily", duplicate_of="a")
    corpus.claim(*source, echoes=first)
    corpus.article("c", "Weekly")
    corpus.claim(*source, echoes=first)


def test_source_without_a_name_is_one_origin_in_a_story_and_its_reprint(corpus):
    wire(corpus, "officials")
    assert corpus.origins() == [2]
    assert corpus.origins(count_reprints=True) == [3]
    assert list(corpus.with_origin()["origin"]) == ["a: officials", "a: officials", "c: officials"]


def test_missing_source_is_one_origin_in_a_story_and_its_reprint(corpus):
    wire(corpus)
    assert (corpus.origins(), corpus.origins(count_reprints=True)) == ([2], [3])


def test_source_with_a_name_is_one_origin_wherever_it_is_printed(corpus):
    wire(corpus, "Ann Reed", "e1")
    assert (corpus.origins(), corpus.origins(count_reprints=True)) == ([1], [1])
    assert set(corpus.with_origin()["origin"]) == {"e1"}


def test_two_reprints_of_an_article_that_is_not_there_are_one(corpus):
    corpus.article("b", duplicate_of="gone")
    first = corpus.claim("officials")
    corpus.article("c", duplicate_of="gone")
    corpus.claim("Officials", echoes=first)
    assert corpus.origins() == [1]


def test_reprint_of_a_reprint_leads_to_the_first_and_a_circle_ends(corpus):
    corpus.article("a", duplicate_of="c")
    first = corpus.claim("officials")
    corpus.article("b", duplicate_of="a")
    second = corpus.claim("officials", echoes=first)
    corpus.article("c", duplicate_of="b")
    corpus.claim("officials", echoes=second)
    assert corpus.origins(count_reprints=True) == [3]
    assert len(corpus.origins()) == 1


def test_claims_are_one_group_through_others(corpus):
    corpus.article("a")
    first = corpus.claim("Ann Reed", "e1")
    second = corpus.claim("Tom Reed", "e2", echoes=first)
    corpus.article("b", "Daily")
    third = corpus.claim("critics", echoes=second)
    other = corpus.claim("Ann Reed", "e1")
    table = corpus.independent_origins()
    assert list(table["group"]) == [first, other]
    assert table.iloc[0].drop("group").to_dict() == {
        **{"claim": "It rained", "origins": 3, "claims": 3, "articles": 2, "outlets": 2},
        "ids": [first, second, third],
    }


def test_echo_on_the_other_side_is_another_group(corpus):
    corpus.article("a")
    first = corpus.claim("Ann Reed", "e1")
    corpus.claim("Tom Reed", "e2", echoes=first, commitment="CT-")
    corpus.claim("critics", echoes=first, commitment="PS+")
    corpus.claim("aides", echoes=first, commitment="Uu")
    assert corpus.origins() == [2, 1, 1]


def test_echo_that_was_filtered_out_is_left_out(corpus):
    corpus.article("a")
    corpus.claim("Ann Reed", "e1", echoes="gone:a1")
    assert corpus.origins() == [1]


def test_claim_that_passes_another_on_has_its_origin(corpus):
    corpus.article("a")
    outer = corpus.claim("TASS", "e1")
    inner = corpus.claim("Peskov", "e2", echoes=outer, outer=outer)
    assert corpus.origins() == [1]
    corpus.claim("officials", echoes=inner)
    assert list(corpus.with_origin()["origin"]) == ["e2", "e2", "a: officials"]


def test_circle_of_parents_ends(corpus):
    corpus.article("a")
    first = corpus.claim("TASS", "e1", outer="a:a2")
    corpus.claim("Peskov", "e2", outer=first)
    assert len(corpus.with_origin()) == 2


def test_claim_around_another_that_says_something_else_keeps_its_own_origin(corpus):
    corpus.article("a")
    outer = corpus.claim("TASS", "e1")
    corpus.claim("Peskov", "e2", outer=outer)
    assert list(corpus.with_origin()["origin"]) == ["e1", "e2"]


def test_sources_without_a_name_are_told_apart_in_an_article(corpus):
    corpus.article("a")
    known = {"source_class": "unnamed"}
    first = corpus.claim("A former aide", "e7", **known)
    for source, entity in (
        *(("a former aide", "e7"), ("he", "e7"), ("the aide", "e7"), ("the aide", None)),
        *(("he", "e8"), ("officials", None), ("he", None), ("he", None)),
    ):
        corpus.claim(source, entity, echoes=first, **known)
    assert corpus.origins() == [4]  # the aide, another one, officials, and who is not known


def test_nothing_claimed_is_no_group(corpus):
    corpus.article("a")
    table = corpus.independent_origins()
    assert table.empty
    assert list(table.columns) == [
        *("group", "claim", "origins", "claims", "articles", "outlets", "ids"),
    ]


def test_most_origins_come_first_and_outlets_that_are_not_given_are_one(corpus):
    corpus.article("a", None)
    alone = corpus.claim("critics")
    first = corpus.claim("Ann Reed", "e1")
    corpus.article("b", None)
    corpus.claim("officials", echoes=first)
    table = corpus.independent_origins()
    assert list(table["group"]) == [first, alone]
    assert list(table["outlets"]) == [1, 1]
    assert list(corpus.with_origin()["outlet"]) == ["(not given)"] * 3
