"""Several networks of one shape shipped as one."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")


def test_networks_as_one_score_as_they_do_on_average():
    from onrecord.reading.entities.pairs import Pairs
    from onrecord.reading.entities.ranking import Ranking as Runtime
    from training.ranking import Course, Ranking, as_one, check_same

    torch.manual_seed(3)
    chance = np.random.default_rng(3)
    nets = [Ranking(5, 4, Course(hidden=6)).eval() for _ in range(3)]
    weights = as_one([{n: w.detach().numpy() for n, w in net.state_dict().items()} for net in nets])
    anaphors, candidates = np.tril_indices(6, -1)
    mentions, features = chance.random((6, 5)), chance.random((len(anaphors), 4))
    pairs = Pairs(mentions.astype(np.float32), anaphors, candidates, features.astype(np.float32))
    check_same(nets, Runtime(weights), pairs)
    with pytest.raises(ValueError, match="differ"):
        check_same(nets[:1], Runtime(weights), pairs)
