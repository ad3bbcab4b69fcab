"""Labels at the end of lines, kept from lying on one another."""

from __future__ import annotations

from collections.abc import Sequence


def spread(
    wanted: Sequence[float], sizes: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Middles as near to those wanted (in rising order) as labels of these sizes can stand.

    They lie between ``top`` and ``bottom`` where there is room; labels that meet are centred
    about the middle of what they wanted.
    """
    blocks: list[tuple[float, list[float]]] = []
    for place, size in zip(wanted, sizes, strict=True):
        middle, within = place, [size]
        while True:
            half = sum(within) / 2
            middle = min(max(middle, top + half), max(bottom - half, top + half))
            if not blocks or middle - half >= blocks[-1][0] + sum(blocks[-1][1]) / 2:
                break
            before, others = blocks.pop()
            middle = (before * len(others) + middle * len(within)) / (len(others) + len(within))
            within = [*others, *within]
        blocks.append((middle, within))
    middles = []
    for middle, within in blocks:
        edge = middle - sum(within) / 2
        for size in within:
            middles.append(edge + size / 2)
            edge += size
    return middles
