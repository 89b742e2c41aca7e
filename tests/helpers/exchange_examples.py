"""Tables for the tests of exchange: the seeds, and articles by people who mean harm."""

from functools import cache

from project import SEEDS
from small_record import article, attribution, claim, entity, mention
from tables_by_hand import build_tables

from onrecord.corpus import read_articles
from onrecord.extraction.extract import extract_tables
from onrecord.tables.schema import TABLES

LINK = '=HYPERLINK("http://x.example","open")'
# Line ends of every kind, tabs, a NUL's neighbours, astral characters, right-to-left, XML's taboos.
WILD = (
    "\ufeff\tשלום 😀 Ann 𝔄 Reed\r\nsaid\u2028 it\trained,\n\n“in\x85the\x0bstreet” _x0041_ \x01\x1f\ufffe "
    "</script><script>alert(1)</script>.\nTom Vale denied\x1cit.\n"
)
IDS = (
    "plain-1", "../../x", "con", "CON", "Plain-1", "a" * 300, "a" * 301, "", "..", "-rf", "naïve 😀",
    "a/b", "a_b", "a:b\n\t", "@id", "x.ann",
)  # fmt: skip


@cache
def seeds():
    return extract_tables(read_articles(SEEDS))


def tables_of(articles=(), attributions=(), claims=None, entities=(), mentions=(), **known):
    """Tables of rows; each attribution has a claim, unless claims are given."""
    rows = {table: [] for table in TABLES}
    rows |= {"articles": list(articles), "attributions": list(attributions)}
    rows["claims"] = [claim(a) for a in attributions] if claims is None else list(claims)
    rows["entities"] = list(entities)
    rows["mentions"] = list(mentions)
    return build_tables(rows, {"onrecord": "0.1.0", "inputs": {"a": 1}}, **known)


def wild():
    """One article of wild text whose spans cross line ends, one that was not read, odd ids."""
    of = article(
        "../../x",
        WILD,
        title=LINK,
        outlet="@SUM(1)\tThe 'Tide'",
        author="-2+3",
        url="javascript:alert(1)",
        published="1850-01-02",
    )
    said = attribution(
        of,
        1,
        ["it\trained,\n\n“in\x85the\x0bstreet”", " _x0041_ \x01\x1f\ufffe </script>"],
        source="😀 Ann 𝔄 Reed",
        cue="\r\nsaid\u2028",
        source_entity="e1",
        source_class="named_person",
        kind="mixed",
    )
    bare = attribution(of, 2, "Tom Vale", confidence=0.1)
    denied = attribution(of, 3, "it.", source="Tom Vale", cue="denied", kind="indirect", depth=1)
    denied |= {"parent_id": said["attribution_id"], "evidence": "<r><t>=1+1</t></r>"}
    other = article("con", "Ida Moss said it did not rain.", title="<r>x & y</r>", language="en")
    moss = attribution(other, 1, "it did not rain", source="Ida Moss", cue="said")
    bare_moss = attribution(other, 2, "rain")
    unread = article("CON", status="undecodable", message="-1: it holds NUL bytes")
    claims = [
        claim(said, echoes=[bare["attribution_id"]], about=["e1"], chain=["Ann", None]),
        claim(bare, echoes=[said["attribution_id"]], chain=[None]),
        claim(
            denied,
            act="denies",
            commitment="CT-",
            disputes=[said["attribution_id"], moss["attribution_id"]],
            link_evidence="=it",
        ),
        claim(
            moss, may_dispute=[said["attribution_id"], bare["attribution_id"]], link_evidence="@may"
        ),
        claim(bare_moss, may_dispute=[moss["attribution_id"]]),
    ]
    return tables_of(
        [of, other, unread],
        [said, bare, denied, moss, bare_moss],
        claims,
        [entity("e1", "=Ann\x02", ["+Reed"], party="'=Lab"), entity("e2", "Tom", party=None)],
        mentions=[mention(of, 1, "Tom Vale", "e2")],
        attributes=["party"],
    )


def many(ids, text="Ann Reed said it rained."):
    """An article for each id, each with one attribution."""
    articles = [article(id_, text, path="x.txt") for id_ in ids]
    said = [attribution(a, 1, "it rained", source="Ann Reed", cue="said") for a in articles]
    return tables_of(articles, said)


def steps():
    """What counts steps, and the list that they go to."""
    counted = []
    return counted.append, counted
