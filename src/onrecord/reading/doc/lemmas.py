"""Lemmas: the form under which a dictionary has a word."""

import functools


@functools.lru_cache(maxsize=100_000)
def lemma_of(word: str) -> str:
    """`woman` of `women`, `say` of `said`, in lower case; a word that nobody knows as it is.

    simplemma looks it up, without regard to its part of speech, so `left` may be a verb or a side.
    """
    import simplemma

    return simplemma.lemmatize(word.lower(), lang="en").lower() if word else ""
