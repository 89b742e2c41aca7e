"""The speaking network, in numpy: who each source is that does not say it, or nobody with a name.

Sources are decided in text order, since who spoke before tells most. Of each candidate, the network
reads features of it and of the source; nobody's score it makes from the source alone. What it
gives the candidates is one probability over all of them and nobody. `training/speaking.py` is the
same network in torch.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from onrecord.reading.attribution import Attribution
from onrecord.reading.entities.asked import DESCRIPTIONS, Asked, read_asked
from onrecord.reading.entities.cast import Cast
from onrecord.reading.entities.conversation import FACTS, FEATURES, NOBODY, Conversation
from onrecord.reading.entities.options import Options
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.weights import read_weights

NAME = "speaking"
HEARD = 0.4  # somebody as likely as this has spoken, for the sources that follow
USUAL = ("he", "the", "a")  # sources that mean somebody in particular, as a rule
AROUND, HEADING = 6, 0.75  # tokens on each side of a name; the share of capitals in a heading
LIMIT = 1e-3  # probabilities count as at least that far from 0 and 1


@dataclass(frozen=True)
class Speaker:
    """Who one source is, likeliest.

    Attributes:
        entity: the number in the cast, or NOBODY where no name may be meant.
        signs: what the confidence is made from.
    """

    asked: Asked
    entity: int
    signs: tuple[float, ...]


class Speaking:
    """The weights, by the names that training gives them, and what the file tells of them.

    Attributes:
        thresholds: for each form of source the least confidence of a name that is given.
        sha256: of the file.
    """

    def __init__(
        self, arrays: Mapping[str, np.ndarray], about: Mapping | None = None, sha256: str = ""
    ):
        self._w = {name: np.asarray(array, dtype=np.float32) for name, array in arrays.items()}
        about = about or {}
        self.calibration: Mapping[str, Sequence[float]] = about.get("calibration", {})
        self.thresholds: Mapping[str, float] = about.get("thresholds", {})
        self.sha256 = sha256

    def __call__(
        self, article: PhrasedArticle, attributions: Sequence[Attribution]
    ) -> list[Speaker]:
        """Who the sources of an article are, in text order, as far as they are asked about or named."""
        cast, sources = Cast(article), read_asked(article, attributions)
        asked = [a for a in sources if a.kind != "name"]
        conversation = Conversation(article, attributions, cast, sources)
        if asked:
            options = Options(article, attributions, cast, asked)
            static, facts = self._begin(options)
        found, k = [], 0
        for a in sources:
            said = [attributions[m] for m in a.attributions]
            sure = _log_odds(max(attribution.confidence for attribution in said))
            if a.kind == "name":
                entity = heard = cast.of_phrase[a.phrase]
                signs = (sure, *map(float, _signs_of_name(article, a, said[0])))
            else:
                part = slice(options.begins[k], options.begins[k + 1])
                shares = self._shares(static[part], facts[k], options.entity[part], conversation, a)
                entity, share = _likeliest(options.entity[part], shares, cast.named)
                heard = entity if share > HEARD else NOBODY
                signs = (_log_odds(share), sure, float(a.kind in USUAL))
                k += 1
            conversation.say(a, heard)
            found.append(Speaker(a, entity, signs))
        return found

    def confidence(self, speaker: Speaker) -> float:
        """How likely a speaker is right, by logistic regression for each form of source (Platt 1999)."""
        if speaker.entity == NOBODY:
            return 0.0
        bias, *others = self.calibration[form_of(speaker.asked)]
        return 1 / (
            1 + math.exp(-bias - sum(w * s for w, s in zip(others, speaker.signs, strict=True)))
        )

    def _begin(self, options):
        """What the first layers make of features that do not change as sources are decided."""
        w = self._w
        static = options.features @ w["pair.weight"][:, :-FEATURES].T + w["pair.bias"]
        direct = options.features @ w["direct.weight"][0, :-FEATURES]
        facts = [
            (w["fact.weight"][:, :-FACTS] @ f, w["none.weight"][:, :-FACTS] @ f)
            for f in options.facts
        ]
        return np.column_stack([static, direct]), facts

    def _shares(self, static, facts, entity, conversation, asked):
        """Probability of each candidate; what lacks to 1 is nobody's."""
        w = self._w
        features, later = conversation.about(asked, entity)
        of_fact, of_none = facts
        hidden = static[:, :-1] + features @ w["pair.weight"][:, -FEATURES:].T
        hidden += of_fact + w["fact.weight"][:, -FACTS:] @ later
        scores = np.maximum(hidden, 0) @ w["out.weight"][0]
        scores += static[:, -1] + features @ w["direct.weight"][0, -FEATURES:]
        none = np.maximum(of_none + w["none.weight"][:, -FACTS:] @ later + w["none.bias"], 0)
        nobody = none @ w["none_out.weight"][0] + w["none_out.bias"][0]
        best = max(scores.max(initial=nobody), nobody)
        likely = np.exp(scores - best)
        return likely / (likely.sum() + np.exp(nobody - best))


def form_of(asked: Asked) -> str:
    """Which calibration counts: `name`, `description` or `pronoun`; the last for what is no phrase too."""
    if asked.kind in DESCRIPTIONS:
        return "description"
    return "name" if asked.kind == "name" else "pronoun"


@functools.cache
def load_speaking() -> Speaking:
    """The shipped network, loaded once a process.

    Raises:
        OnrecordError: its file is missing or damaged.
    """
    with resources.as_file(resources.files("onrecord") / "data") as folder:
        weights = read_weights(folder, NAME)
    return Speaking(weights.arrays, weights.about, weights.sha256)


def _likeliest(entity, shares, named):
    """Who with a name is likeliest, and how likely."""
    shares = np.where(entity < named, shares, -1)
    if shares.max(initial=-1) < 0:
        return NOBODY, 0.0
    best = int(shares.argmax())
    return int(entity[best]), float(shares[best])


def _signs_of_name(article, asked, attribution):
    """What tells whether a name that stands there is the right one."""
    words, phrase, group = article.words, article.phrases[asked.phrase], article.group[asked.phrase]
    name, (called, why) = article.names[phrase.name], article.joined[phrase.name]
    person, last, up = name.label == "PERSON", called.split()[-1], words.heads[asked.token]
    inside = words.tokens_in(attribution.source)
    others = {group for i in inside for group in article.groups_at.get(i, ())}
    around = words.texts[max(asked.token - AROUND, 0) : asked.token + AROUND + 1]
    capitals = [text[0].isupper() for text in around if text[0].isalpha()]
    return (
        person, person and " " not in name.core, person and last == called, len(called.split()) > 2,
        why == "name", name.evidence.startswith("recognised"),
        person and not article.ending_in[last] <= {called},
        not others <= {group, -1}, article.times[group] == 1, attribution.depth > 0,
        sum(capitals) > HEADING * len(capitals),
        not {up, words.heads[up]}.isdisjoint(words.tokens_in(attribution.cue)),
    )  # fmt: skip


def _log_odds(probability):
    p = min(max(probability, LIMIT), 1 - LIMIT)
    return math.log(p / (1 - p))
