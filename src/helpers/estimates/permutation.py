"""Exact tests that shuffle: signs of paired changes, and membership of two groups."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np

from helpers.estimates.arrays import FloatArray

PATTERNS = 2**16
"""Up to so many patterns are counted one by one; beyond it, a sample is drawn."""
DRAWS = 19_999
"""Patterns drawn; p of 0.05 is then known to within 0.003."""
SEED = 20130107
"""Of the draws, so that the same data give the same p."""


def sign_flip_p(changes: FloatArray) -> float:
    """Two-sided p of the sum of paired changes when each could as well have gone the other way.

    Units that did not change have no sign to flip and leave p as it is. Up to 16 units that
    changed, every pattern is counted; beyond, a seeded Monte Carlo test. Source: Fisher (1935)
    The Design of Experiments, section 21; Phipson & Smyth (2010) for the Monte Carlo p.
    """
    moved = changes[changes != 0]
    if moved.size == 0:
        return 1.0
    observed = abs(float(moved.sum())) - 1e-9 * float(np.abs(moved).sum())
    if 2**moved.size <= PATTERNS:
        sums = np.zeros(1)
        for change in moved:
            sums = np.concatenate([sums + change, sums - change])
        return float((np.abs(sums) >= observed).mean())
    flips = np.random.default_rng(SEED).integers(0, 2, size=(DRAWS, moved.size), dtype=np.int8)
    signs = 2.0 * flips - 1.0
    return float((1 + (np.abs(signs @ moved) >= observed).sum()) / (DRAWS + 1))


def regroup_p(counts: FloatArray, bases: FloatArray, n_before: int) -> float:
    """Two-sided p of a difference in pooled share when units could have fallen in either group.

    ``counts`` and ``bases`` list the units before, then the units after. Every regrouping is
    counted while there are at most 2^16, else a seeded Monte Carlo test. Source: Fisher (1935);
    Phipson & Smyth (2010) Stat Appl Genet Mol Biol 9:39.
    """
    size = counts.size

    def distance(chosen: np.ndarray) -> FloatArray:
        count, base = counts[chosen].sum(axis=1), bases[chosen].sum(axis=1)
        rest = (counts.sum() - count) / (bases.sum() - base)
        return np.asarray(np.abs(rest - count / base))

    observed = float(distance(np.arange(n_before)[None, :])[0]) - 1e-9
    if comb(size, n_before) <= PATTERNS:
        return float(
            (distance(np.array(list(combinations(range(size), n_before)))) >= observed).mean()
        )
    draws = np.random.default_rng(SEED).random((DRAWS, size))
    chosen = np.argpartition(draws, n_before - 1, axis=1)[:, :n_before]
    return float((1 + (distance(chosen) >= observed).sum()) / (DRAWS + 1))
