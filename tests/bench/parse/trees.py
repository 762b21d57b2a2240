"""Boosted decision trees on a logistic loss, small enough to be read as data (numpy only, always the same result)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Shape:
    """How many trees, how deep, how fast they learn, and what keeps them from learning pages by heart."""

    trees: int = 24
    depth: int = 3
    rate: float = 0.3
    penalty: float = 5.0
    fewest: int = 400
    bins: int = 48


class Trees:
    """Trees fitted on rows of features, labels and weights; nodes as ``seeds/reading/lines.json`` has them."""

    def __init__(self, rows: Array, labels: Array, weights: Array, names: tuple[str, ...], shape: Shape) -> None:
        self.names, self.shape = names, shape
        self.cuts = [self.edges(rows[:, k]) for k in range(rows.shape[1])]
        self.binned = np.stack([np.searchsorted(c, rows[:, k]) for k, c in enumerate(self.cuts)], axis=1)
        weights = weights / weights.mean()
        share = float((weights * labels).sum() / weights.sum())
        self.found: list[Any] = [float(np.log(share / (1 - share)))]
        scores = np.full(len(labels), self.found[0])
        for _ in range(shape.trees):
            chance = 1 / (1 + np.exp(-scores))
            self.slope, self.bend = weights * (chance - labels), weights * chance * (1 - chance)
            self.added = np.zeros(len(labels))
            self.found.append(self.grow(np.arange(len(labels)), shape.depth))
            scores += self.added
        del self.slope, self.bend, self.added, self.binned

    def edges(self, column: Array) -> Array:
        """Where a feature may be cut: between its values, at most ``bins`` places."""
        values = np.unique(column)
        if len(values) > self.shape.bins:
            values = np.unique(np.quantile(column, np.linspace(0, 1, self.shape.bins), method="lower"))
        return values[:-1]

    def grow(self, at: Array, depth: int) -> Any:
        """A node of the rows ``at``: a number, or a cut with two nodes below."""
        shape = self.shape
        slope, bend = self.slope[at], self.bend[at]
        g, h = slope.sum(), bend.sum()
        best, feature, cut = 1e-6, -1, 0
        for k, cuts in enumerate(self.cuts if depth and len(at) >= 2 * shape.fewest else ()):
            if not len(cuts):
                continue
            bins = self.binned[at, k]
            gs = np.bincount(bins, slope, len(cuts) + 1).cumsum()[:-1]
            hs = np.bincount(bins, bend, len(cuts) + 1).cumsum()[:-1]
            ns = np.bincount(bins, minlength=len(cuts) + 1).cumsum()[:-1]
            gain = gs**2 / (hs + shape.penalty) + (g - gs) ** 2 / (h - hs + shape.penalty) - g**2 / (h + shape.penalty)
            gain[(ns < shape.fewest) | (len(at) - ns < shape.fewest)] = 0.0
            if gain.max() > best:
                best, feature, cut = float(gain.max()), k, int(gain.argmax())
        if feature < 0:
            leaf = float(-shape.rate * g / (h + shape.penalty))
            self.added[at] = leaf
            return round(leaf, 4)
        under = self.binned[at, feature] <= cut
        return {
            "feature": self.names[feature],
            "at": round(float(self.cuts[feature][cut]), 5),
            "under": self.grow(at[under], depth - 1),
            "over": self.grow(at[~under], depth - 1),
        }
