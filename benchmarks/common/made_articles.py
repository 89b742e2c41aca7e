"""Articles made of the paragraphs of the demo corpus, as long as news articles are."""

import random
from pathlib import Path

DEMO = Path(__file__).parents[2] / "seeds" / "demo"
SEED = 0
WORDS = (200, 1100)  # in an article: drawn evenly between these, 650 in the middle


def make_articles(size: int) -> list:
    """`size` articles of shuffled paragraphs; the same for the same size."""
    from onrecord.corpus import read_articles
    from onrecord.corpus.article import WORD, Article
    from onrecord.reading.doc.sentences import paragraphs

    read = [article.text for article in read_articles(DEMO) if article.status == "ok"]
    pool = [text[s:e] for text in read for s, e in paragraphs(text)]
    chance, made = random.Random(SEED), []
    for n in range(size):
        chosen, words, enough = [], 0, chance.randint(*WORDS)
        for paragraph in chance.sample(pool, len(pool)):
            if words >= enough:
                break
            chosen.append(paragraph)
            words += len(WORD.findall(paragraph))
        made.append(Article(article_id=f"a{n}", path=f"a{n}.txt", text="\n\n".join(chosen)))
    return made
