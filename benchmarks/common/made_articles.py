"""Articles made of the paragraphs of the demo corpus, as long as news articles are."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.corpus.article import Article

DEMO = Path(__file__).parents[2] / "seeds" / "demo"
SEED = 0
WORDS = (200, 1100)  # in an article: drawn evenly between these, 650 in the middle


def make_articles(size: int, seed: int = SEED) -> Iterator["Article"]:
    """`size` articles of shuffled paragraphs, one by one; the first are the same whatever the size."""
    from onrecord.corpus import read_articles
    from onrecord.corpus.article import WORD, Article
    from onrecord.reading.doc.sentences import paragraphs

    read = [article.text for article in read_articles(DEMO) if article.status == "ok"]
    pool = [text[s:e] for text in read for s, e in paragraphs(text)]
    chance = random.Random(seed)
    for n in range(size):
        chosen, words, enough = [], 0, chance.randint(*WORDS)
        for paragraph in chance.sample(pool, len(pool)):
            if words >= enough:
                break
            chosen.append(paragraph)
            words += len(WORD.findall(paragraph))
        yield Article(article_id=f"a{n}", path=f"a{n}.txt", text="\n\n".join(chosen))
