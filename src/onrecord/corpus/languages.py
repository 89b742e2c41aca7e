"""Whether an article is in English, the one language that is read."""

import functools
import itertools
import re

from onrecord.corpus.article import WORD
from onrecord.corpus.inputs import shorten

_ENGLISH = {"en", "eng", "english"}
_SAYS_NOTHING = {"", "und", "mul", "mis", "zxx", "unknown"}
_CHARACTERS = 5_000  # more than this does not make the answer surer
_LEAST_WORDS = 20
_LEAST_PROBABILITY = 0.95


def find_other_language(text: str, said: str | None) -> str | None:
    """Say why a text is taken not to be English; None where it is, or may be.

    What the input says of its language (`said`) decides. Where it says nothing the text does,
    if it has at least 20 words and the identifier gives another language more than 0.95.
    """
    code = re.split(r"[-_ ]", (said or "").strip().casefold())[0]
    if code in _ENGLISH:
        return None
    if code not in _SAYS_NOTHING:
        return f"The input says that its language is {shorten(said)}; only English is read."
    if len(list(itertools.islice(WORD.finditer(text), _LEAST_WORDS))) < _LEAST_WORDS:
        return None
    language, probability = _identifier().classify(text[:_CHARACTERS])
    if language == "en" or probability <= _LEAST_PROBABILITY:
        return None
    return (
        f"It reads as '{language}' (probability {probability:.2f}), and only English is read; "
        "if it is English, give it the language 'en'."
    )


@functools.cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
