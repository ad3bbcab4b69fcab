"""The name, plain description and published source of every method in this room."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Method:
    """How a number was worked out, in words for the method notes, and who published it."""

    key: str
    name: str
    description: str
    source: str


METHODS: dict[str, Method] = {
    method.key: method
    for method in (
        Method(
            "wilson",
            "Wilson score interval",
            "A range for one proportion that stays between 0 and 100 per cent and holds its "
            "coverage in small groups.",
            "Wilson EB (1927) J Am Stat Assoc 22:209-212; Newcombe RG (1998) Stat Med 17:857-872",
        ),
        Method(
            "newcombe-unpaired",
            "Newcombe's hybrid score interval, Boschloo's exact test",
            "Two proportions of different people: the range joins the Wilson ranges of both.",
            "Newcombe RG (1998) Stat Med 17:873-890 (method 10); Boschloo RD (1970) Stat Neerl "
            "24:1-9",
        ),
        Method(
            "newcombe-paired",
            "Newcombe's paired interval, exact McNemar test",
            "Two proportions of the same people: the range joins the Wilson ranges of both and "
            "allows for how far the same people say yes twice; the test looks only at those "
            "whose answer changed.",
            "Newcombe RG (1998) Stat Med 17:2635-2650 (method 10); Fagerland MW, Lydersen S, "
            "Laake P (2013) BMC Med Res Methodol 13:91",
        ),
        Method(
            "clustered-share",
            "Wilson score interval over people",
            "Share of all lessons (or books, or answers); the range counts each teacher or "
            "respondent once, however many are theirs, so that it is careful rather than too "
            "narrow.",
            "Wilson EB (1927) J Am Stat Assoc 22:209-212; Kish L (1965) Survey Sampling, 11.7",
        ),
        Method(
            "clustered-change",
            "t interval of each person's change with a floor, exact sign-flip test",
            "Mean change in the share of a teacher's lessons (or of a respondent's answers), each "
            "person counting the same; the range rests on how much people differ, is never "
            "narrower than the few lessons or answers of each allow, and has room for no change "
            "wherever the exact test has.",
            "Donner A, Klar N (2000) Design and Analysis of Cluster Randomization Trials; Fisher "
            "RA (1935) The Design of Experiments, section 21; the floor: this project, coverage "
            "measured by benchmarks/coverage.py",
        ),
        Method(
            "clustered-unpaired",
            "Newcombe's hybrid score interval over people, regrouping test",
            "Share of all lessons (or answers) in two terms with different people; the range "
            "counts each person once, and the test regroups whole people.",
            "Newcombe RG (1998) Stat Med 17:873-890; Zou GY, Donner A (2008) Stat Med "
            "27:1693-1702; Kish L (1965) Survey Sampling, 11.7",
        ),
        Method(
            "anonymous-answers",
            "Newcombe's hybrid score interval over people",
            "Share of all answers at two times, where nobody knows whose answers are whose: the "
            "range counts each person once, as if they had answered every question alike.",
            "Newcombe RG (1998) Stat Med 17:873-890; Kish L (1965) Survey Sampling, 5.4",
        ),
        Method(
            "dominance-paired",
            "Share that rose less share that fell, Tango's interval, exact Wilcoxon test",
            "The same people on an ordered scale: only whether each rose or fell counts towards "
            "the figure and its range; the signed-rank test allows for ties.",
            "Cliff N (1993) Psychol Bull 114:494-509; Tango T (1998) Stat Med 17:891-908; "
            "Wilcoxon F (1945) Biometrics Bull 1:80-83",
        ),
        Method(
            "cliffs-delta",
            "Cliff's delta, exact rank-sum test",
            "Different people on an ordered scale: how much more often a later answer is higher "
            "than an earlier one than the other way round.",
            "Cliff N (1993) Psychol Bull 114:494-509; Feng D, Cliff N (2004) J Mod Appl Stat "
            "Methods 3:322-332",
        ),
        Method(
            "rank-correlation",
            "Spearman's rank correlation",
            "How far two measurements of the same people put them in the same order; it says "
            "nothing of why.",
            "Spearman C (1904) Am J Psychol 15:72-101; Bonett DG, Wright TA (2000) Psychometrika "
            "65:23-28",
        ),
        Method(
            "mean-t",
            "Mean with t interval",
            "The average and its range, from how much the values differ.",
            "Student (1908) Biometrika 6:1-25",
        ),
        Method(
            "mean-against-t",
            "Difference of a mean from a reference, t interval",
            "The average less a figure taken as fixed, such as a national one, and its range.",
            "Student (1908) Biometrika 6:1-25",
        ),
        Method(
            "mean-change-paired-t",
            "Mean change of the same people, paired t interval",
            "The average of each person's change and its range, from how much changes differ.",
            "Student (1908) Biometrika 6:1-25; Clopper CJ, Pearson ES (1934) Biometrika "
            "26:404-413 where all changed alike",
        ),
        Method(
            "mean-change-welch",
            "Difference of two means, Welch's t interval",
            "Averages of different people before and after; each group has its own spread.",
            "Welch BL (1947) Biometrika 34:28-35",
        ),
        Method(
            "d-z",
            "Standardised mean change d_z",
            "Mean change over the standard deviation of the changes, corrected for small samples.",
            "Cohen J (1988) Statistical Power Analysis; Hedges LV (1981) J Educ Stat 6:107-128",
        ),
        Method(
            "d-av",
            "Standardised mean change d_av",
            "Mean change over the average standard deviation of the two terms, corrected for "
            "small samples.",
            "Cumming G (2012) Understanding the New Statistics; Algina J, Keselman HJ (2003) Educ "
            "Psychol Meas 63:537-553; Hedges LV (1981) J Educ Stat 6:107-128",
        ),
        Method(
            "d-pooled",
            "Standardised difference of two groups, Hedges' g",
            "Difference of two means over their pooled standard deviation, corrected for small "
            "samples.",
            "Hedges LV (1981) J Educ Stat 6:107-128; Hedges LV, Olkin I (1985) Statistical "
            "Methods for Meta-Analysis",
        ),
        Method(
            "cronbach-alpha",
            "Cronbach's alpha with Feldt's interval",
            "How far the questions of one construct rise and fall together.",
            "Cronbach LJ (1951) Psychometrika 16:297-334; Feldt LS (1965) Psychometrika 30:357-370",
        ),
        Method(
            "kappa-linear",
            "Cohen's weighted kappa, linear weights",
            "Agreement of two observers beyond chance; a miss counts by its distance.",
            "Cohen J (1968) Psychol Bull 70:213-220; Fleiss JL, Cohen J, Everitt BS (1969) Psychol "
            "Bull 72:323-327, with one lesson spread over the table (this project, coverage "
            "measured by benchmarks/coverage.py)",
        ),
        Method(
            "kappa-quadratic",
            "Cohen's weighted kappa, quadratic weights",
            "Agreement of two observers beyond chance; a miss counts by the square of its "
            "distance.",
            "Cohen J (1968) Psychol Bull 70:213-220; Fleiss JL, Cohen J (1973) Educ Psychol Meas "
            "33:613-619; the range as for linear weights",
        ),
        Method(
            "mixed-model",
            "Mixed model, pupils within classes",
            "A mean or a change that allows for pupils of one class being alike.",
            "Laird NM, Ware JH (1982) Biometrics 38:963-974",
        ),
        Method(
            "class-means",
            "t interval from the means of classes",
            "The range rests on how far the means of classes lie apart; used where a mixed model "
            "does not settle.",
            "Hayes RJ, Moulton LH (2017) Cluster Randomised Trials, chapter 10; Donner A, Klar N "
            "(2000) Design and Analysis of Cluster Randomization Trials",
        ),
        Method(
            "fixed-classes",
            "Means within classes taken as fixed",
            "Under five classes: the range speaks for these classes only.",
            "Snijders TAB, Bosker RJ (2012) Multilevel Analysis, section 4.3",
        ),
        Method(
            "random-effects",
            "Random-effects average of schools (REML, Knapp-Hartung)",
            "An average over schools that allows for schools differing; the prediction range says "
            "where a further school is likely to lie, and is too narrow where schools differ "
            "little.",
            "Viechtbauer W (2005) J Educ Behav Stat 30:261-293; Knapp G, Hartung J (2003) Stat Med "
            "22:2693-2710; Higgins JPT, Thompson SG, Spiegelhalter DJ (2009) J R Stat Soc A "
            "172:137-159",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a 95 % interval held the truth in one simulated world of ``n`` units."""

    method: str
    n: int
    scenario: str
    coverage: float


@cache
def measured_coverage() -> tuple[Coverage, ...]:
    """What ``benchmarks/coverage.py`` measured, as shipped with the package."""
    text = resources.files("helpers.estimates").joinpath("coverage.csv").read_text("utf-8")
    return tuple(
        Coverage(row["method"], int(row["n"]), row["scenario"], float(row["coverage"]))
        for row in csv.DictReader(text.splitlines())
    )
