"""How often each interval holds the truth: a seeded simulation at 6, 10 and 30 units.

Run ``python benchmarks/coverage.py`` (about six minutes); it prints a Markdown table and
writes ``src/helpers/estimates/coverage.csv``, from which the method notes quote. A 95 % interval
should hold the truth 95 times in 100; more is careful, less is bold.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from scipy import stats

from helpers.estimates import (
    agreement,
    anonymous,
    association,
    clustered,
    effects,
    means,
    mixed,
    ordered,
    paired,
    pooling,
    proportions,
    reliability,
)
from helpers.estimates.estimate import Estimate

SIZES = (6, 10, 30)
SEED = 2013
RESULTS = Path(__file__).parents[1] / "src" / "helpers" / "estimates" / "coverage.csv"

# Tests play no part in these intervals and take most of the time. (The sign-flip test does play
# its part in clustered_change, and stays.)
SILENCED = (
    (proportions, "_exact_p"),
    (clustered, "regroup_p"),
    (anonymous, "_turned_round"),
    (ordered, "rank_sum_p"),
    (ordered, "wilcoxon_signed_rank"),
)

Draw = Callable[[np.random.Generator, int], Estimate]


@dataclass(frozen=True)
class Scenario:
    """A method, a world in words, the truth in that world, and one draw from it."""

    method: str
    world: str
    truth: float
    draw: Draw
    repeats: int = 2000


def shares() -> Iterator[Scenario]:
    for share in (0.1, 0.5, 0.9):
        yield Scenario(
            "wilson",
            f"share {share:.0%}",
            share,
            lambda rng, n, s=share: proportions.proportion(int(rng.binomial(n, s)), n),
        )
    for before, after in ((0.5, 0.5), (0.5, 0.9), (0.9, 0.9)):
        words = f"{before:.0%} to {after:.0%}"
        yield Scenario(
            "newcombe-unpaired",
            words,
            after - before,
            lambda rng, n, b=before, a=after: proportions.difference_unpaired(
                int(rng.binomial(n, b)), n, int(rng.binomial(n, a)), n
            ),
        )
        for tie in (0.0, 0.5):
            yield Scenario(
                "newcombe-paired",
                f"{words}, {tie:.0%} of people alike twice",
                after - before,
                lambda rng, n, b=before, a=after, t=tie: paired.difference_paired(
                    *twice(rng, n, b, a, t)
                ),
            )


def twice(
    rng: np.random.Generator, n: int, before: float, after: float, tie: float
) -> tuple[np.ndarray, np.ndarray]:
    """Two answers a person; a tied person has one threshold for both terms."""
    first = rng.random(n)
    second = np.where(rng.random(n) < tie, first, rng.random(n))
    return first < before, second < after


def lessons() -> Iterator[Scenario]:
    for each in (2, 3):
        for alike in (0.0, 0.3):
            words = f"{each} lessons a teacher, correlation {alike:g}"
            for before, after in ((0.5, 0.5), (0.5, 0.9), (0.9, 0.9)):

                def teach(
                    rng: np.random.Generator,
                    n: int,
                    each: int = each,
                    alike: float = alike,
                    before: float = before,
                    after: float = after,
                ) -> list[np.ndarray]:
                    own = rng.random(n)
                    other = np.where(rng.random(n) < 0.5, own, rng.random(n))
                    counts = [
                        rng.binomial(each, level(share, alike, place))
                        for share, place in ((before, own), (after, other))
                    ]
                    return [counts[0], np.full(n, each), counts[1], np.full(n, each)]

                yield Scenario(
                    "clustered-change",
                    f"{before:.0%} to {after:.0%}, {words}",
                    after - before,
                    lambda rng, n, t=teach: clustered.clustered_change(*t(rng, n)),
                    repeats=800,
                )
            for share in (0.5, 0.9):
                yield Scenario(
                    "clustered-share",
                    f"share {share:.0%}, {words}",
                    share,
                    lambda rng, n, s=share, e=each, a=alike: clustered.clustered_share(
                        rng.binomial(e, level(s, a, rng.random(n))), np.full(n, e)
                    ),
                )
            yield Scenario(
                "clustered-unpaired",
                f"50% to 90%, {words}",
                0.4,
                lambda rng, n, e=each, a=alike: clustered.clustered_difference_unpaired(
                    rng.binomial(e, level(0.5, a, rng.random(n))),
                    np.full(n, e),
                    rng.binomial(e, level(0.9, a, rng.random(n))),
                    np.full(n, e),
                ),
            )
            yield Scenario(
                "anonymous-answers",
                f"50% to 90%, {each} answers a person, correlation {alike:g}",
                0.4,
                lambda rng, n, e=each, a=alike: anonymous.anonymous_difference(
                    (int(rng.binomial(e, level(0.5, a, rng.random(n))).sum()), n * e, n),
                    (int(rng.binomial(e, level(0.9, a, rng.random(n))).sum()), n * e, n),
                ),
            )


def level(share: float, alike: float, place: np.ndarray) -> np.ndarray:
    """Each teacher's own share: beta distributed, so that lessons correlate as asked."""
    if alike == 0:
        return np.full(place.size, share)
    scale = (1 - alike) / alike
    return np.asarray(stats.beta.ppf(place, share * scale, (1 - share) * scale))


GRADES = np.array([0.1, 0.4, 0.4, 0.1])
LATER = np.array([0.02, 0.2, 0.5, 0.28])


def grades() -> Iterator[Scenario]:
    compare = np.sign(np.arange(4)[:, None] - np.arange(4)[None, :])
    for words, after in (("no change", GRADES), ("better", LATER)):
        truth = float(after @ compare @ GRADES)
        for method, function in (
            ("cliffs-delta", ordered.cliffs_delta),
            ("dominance-paired", ordered.dominance_paired),
        ):
            yield Scenario(
                method,
                f"four grades, {words}",
                truth,
                lambda rng, n, f=function, a=after: f(
                    rng.choice(4, n, p=GRADES), rng.choice(4, n, p=a)
                ),
            )
    off = np.exp(-np.abs(np.subtract.outer(np.arange(4), np.arange(4)))) * GRADES[:, None]
    np.fill_diagonal(off, 0)
    for same in (0.5, 0.8):
        joint = same * np.diag(GRADES) + (1 - same) * off / off.sum()
        for weighting, power in (("linear", 1), ("quadratic", 2)):
            cost = np.abs(np.subtract.outer(np.arange(4), np.arange(4))) ** power
            chance = float(joint.sum(axis=1) @ cost @ joint.sum(axis=0))

            def judge(
                rng: np.random.Generator,
                n: int,
                joint: np.ndarray = joint,
                weighting: str = weighting,
            ) -> Estimate:
                cells = rng.choice(16, n, p=joint.ravel())
                return agreement.weighted_kappa(cells // 4, cells % 4, 4, weighting)

            yield Scenario(
                f"kappa-{weighting}",
                f"four grades, {same:.0%} the same",
                1 - float((joint * cost).sum()) / chance,
                judge,
                repeats=1000,
            )


def averages() -> Iterator[Scenario]:
    def scores(rng: np.random.Generator, n: int, skewed: bool) -> np.ndarray:
        return rng.exponential(1, n) - 1 if skewed else rng.normal(0, 1, n)

    for words, skewed in (("normal", False), ("skewed", True)):
        yield Scenario("mean-t", words, 0.0, lambda rng, n, s=skewed: means.mean(scores(rng, n, s)))
        yield Scenario(
            "mean-against-t",
            f"{words}, 0.5 below the reference",
            -0.5,
            lambda rng, n, s=skewed: means.mean_against(scores(rng, n, s), 0.5),
        )
        yield Scenario(
            "mean-change-paired-t",
            words,
            0.5,
            lambda rng, n, s=skewed: means.mean_change_paired(
                scores(rng, n, s), 0.5 + scores(rng, n, s)
            ),
        )
        yield Scenario(
            "mean-change-welch",
            f"{words}, spread doubles",
            0.5,
            lambda rng, n, s=skewed: means.mean_change_unpaired(
                scores(rng, n, s), 0.5 + 2 * scores(rng, n, s)
            ),
        )
    yield Scenario(
        "mean-change-paired-t",
        "one step up for 90%, else none",
        0.9,
        lambda rng, n: means.mean_change_paired(
            *(lambda first: (first, first + (rng.random(n) < 0.9)))(rng.choice(4, n, p=GRADES))
        ),
    )
    for true in (0.0, 0.8):
        words = f"true effect {true:g}"
        yield Scenario(
            "d-pooled",
            words,
            true,
            lambda rng, n, d=true: effects.d_pooled(rng.normal(0, 1, n), rng.normal(d, 1, n)),
        )
        for method, function, divisor in (
            ("d-z", effects.d_z, 0.6**0.5),
            ("d-av", effects.d_av, 1.0),
        ):
            yield Scenario(
                method,
                words + ", correlation 0.7",
                true / divisor,
                lambda rng, n, d=true, f=function: f(
                    *(rng.multivariate_normal([0, d], [[1, 0.7], [0.7, 1]], n).T)
                ),
            )


def structures() -> Iterator[Scenario]:
    for rho in (0.0, 0.7):
        yield Scenario(
            "rank-correlation",
            f"normal, correlation {rho:g}",
            6 / np.pi * float(np.arcsin(rho / 2)),
            lambda rng, n, r=rho: association.rank_correlation(
                *rng.multivariate_normal([0, 0], [[1, r], [r, 1]], n).T
            ),
            repeats=1000,
        )
    for items, loading in ((5, 0.5), (5, 1.0)):
        alpha = (
            items / (items - 1) * (1 - items * (1 + loading**2) / (items + items**2 * loading**2))
        )
        yield Scenario(
            "cronbach-alpha",
            f"{items} items, true alpha {alpha:.2f}",
            alpha,
            lambda rng, n, i=items, w=loading: reliability.cronbach_alpha(
                w * rng.normal(size=(n, 1)) + rng.normal(size=(n, i))
            ),
        )
    for between in (0.0, 0.5):
        yield Scenario(
            "random-effects",
            f"units are schools, spread between them {between:g}",
            0.3,
            lambda rng, n, b=between: pool_schools(rng, n, b),
        )
    for between in (0.2, 0.5):
        yield Scenario(
            "random-effects",
            f"the range for a further school, spread between schools {between:g}",
            0.0,
            lambda rng, n, b=between: further_school(rng, n, b),
        )


def classes() -> Iterator[Scenario]:
    yield Scenario(
        "mixed-model",
        "units are classes of 15, spread between them 0.5",
        0.0,
        lambda rng, n: mixed.mixed_mean(
            np.repeat(rng.normal(0, 0.5, n), 15) + rng.normal(size=15 * n),
            list(np.repeat(np.arange(n), 15)),
        ),
        repeats=200,
    )
    yield Scenario(
        "mixed-model",
        "units are classes of 5 to 25, spread between them 0.5",
        0.0,
        classes_of_all_sizes,
        repeats=1000,
    )
    for spread in (0.0, 0.5):
        yield Scenario(
            "mixed-model",
            f"change over classes of 15 seen twice, spread of changes {spread:g}",
            0.5,
            lambda rng, n, s=spread: change_over_classes(rng, n, s),
            repeats=200,
        )
    yield Scenario(
        "mixed-model",
        "change between classes of 15 that are not the same, spread between them 0.5",
        0.5,
        change_between_classes,
        repeats=200,
    )
    for words, skewed in (("normal", False), ("skewed", True)):
        yield Scenario(
            "class-means",
            f"classes of one pupil, {words}",
            0.0,
            lambda rng, n, s=skewed: mixed.mixed_mean(
                rng.exponential(1, n) - 1 if s else rng.normal(size=n), list(range(n))
            ),
        )
    yield Scenario(
        "fixed-classes",
        "n pupils in each of three classes, 1 apart",
        0.0,
        lambda rng, n: mixed.mixed_mean(*three_classes(rng, n, 0.0)),
        repeats=1000,
    )
    yield Scenario(
        "fixed-classes",
        "change of n pupils in each of three classes, 1 apart",
        0.5,
        lambda rng, n: mixed.mixed_change(*three_classes(rng, n, 0.0), *three_classes(rng, n, 0.5)),
        repeats=500,
    )


def classes_of_all_sizes(rng: np.random.Generator, n: int) -> Estimate:
    """Classes of very unequal size; the average is that of their pupils."""
    names = np.repeat(np.arange(n), rng.integers(5, 26, n))
    values = rng.normal(0, 0.5, n)[names] + rng.normal(size=names.size)
    return mixed.mixed_mean(values, list(names))


def change_over_classes(rng: np.random.Generator, n: int, spread: float) -> Estimate:
    """Classes of 15 pupils each term that differ in level (0.5) and in change."""
    names = np.repeat(np.arange(n), 15)
    level, gain = rng.normal(0, 0.5, n), rng.normal(0.5, spread, n)
    before = level[names] + rng.normal(size=names.size)
    after = (level + gain)[names] + rng.normal(size=names.size)
    return mixed.mixed_change(before, list(names), after, list(names))


def change_between_classes(rng: np.random.Generator, n: int) -> Estimate:
    """So many classes of 15 before, and as many others after."""
    names = np.repeat(np.arange(n), 15)
    before, after = (rng.normal(middle, 0.5, n)[names] for middle in (0.0, 0.5))
    return mixed.mixed_change(
        before + rng.normal(size=names.size),
        list(names),
        after + rng.normal(size=names.size),
        list(names + n),
    )


def three_classes(rng: np.random.Generator, n: int, middle: float) -> tuple[np.ndarray, list[int]]:
    names = np.repeat(np.arange(3), n)
    return middle + names - 1.0 + rng.normal(size=names.size), list(names)


def pool_schools(rng: np.random.Generator, n: int, between: float) -> Estimate:
    errors = rng.uniform(0.1, 0.5, n)
    return pooling.pool(rng.normal(0.3, between, n) + rng.normal(0, errors), errors).average


def further_school(rng: np.random.Generator, n: int, between: float) -> Estimate:
    """The prediction range less where a further school turns out to lie."""
    errors = rng.uniform(0.1, 0.5, n)
    pooled = pooling.pool(rng.normal(0.3, between, n) + rng.normal(0, errors), errors)
    assert pooled.prediction is not None
    further = rng.normal(0.3, between)
    low, high = (end - further for end in pooled.prediction)
    return Estimate(None, low, high, n, "random-effects")


def coverage(scenario: Scenario, n: int) -> tuple[float, int]:
    """Share of intervals that hold the truth, and how many draws gave an interval at all."""
    rng = np.random.default_rng(SEED)
    drawn = [scenario.draw(rng, n) for _ in range(scenario.repeats)]
    given = [(e.low, e.high) for e in drawn if e.low is not None and e.high is not None]
    held = sum(low - 1e-9 <= scenario.truth <= high + 1e-9 for low, high in given)
    return held / len(given), len(given)


def measure() -> list[dict[str, str]]:
    scenarios = [*shares(), *lessons(), *grades(), *averages(), *structures(), *classes()]
    rows = []
    with ExitStack() as silence:
        for module, name in SILENCED:
            silence.enter_context(patch.object(module, name, lambda *_: 1.0))
        for scenario in sorted(scenarios, key=lambda s: s.method):
            for n in SIZES:
                held, draws = coverage(scenario, n)
                rows.append(
                    {
                        "method": scenario.method,
                        "n": str(n),
                        "scenario": scenario.world,
                        "coverage": f"{held:.3f}",
                        "draws": str(draws),
                    }
                )
    return rows


def main() -> None:
    rows = measure()
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print("| method | scenario | " + " | ".join(f"n = {n}" for n in SIZES) + " |")
    print("| --- | --- | " + "--- | " * len(SIZES))
    for at in range(0, len(rows), len(SIZES)):
        across = rows[at : at + len(SIZES)]
        held = " | ".join(row["coverage"] for row in across)
        print(f"| {across[0]['method']} | {across[0]['scenario']} | {held} |")


if __name__ == "__main__":
    main()
