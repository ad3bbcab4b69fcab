"""Published data that several tests share."""

import numpy as np

# Darwin (1876) in Fisher (1935), The Design of Experiments, table 3: crossed less self-fertilised
# maize, eighths of an inch.
DARWIN = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48], dtype=float)

# Student (1908) in R's data set `sleep`: hours of sleep gained on either drug.
SLEEP_1 = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
SLEEP_2 = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])

# Box, Hunter & Hunter (1978), Statistics for Experimenters, p. 98, in R's MASS::shoes: wear of the
# soles of ten boys, materials A and B.
SHOES_A = np.array([13.2, 8.2, 10.9, 14.3, 10.7, 6.6, 9.5, 10.8, 8.8, 13.3])
SHOES_B = np.array([14.0, 8.8, 11.2, 14.2, 11.8, 6.4, 9.8, 11.3, 9.3, 13.6])

# Henderson & Velleman (1981) Biometrics 37:391-411, in R's mtcars: miles per gallon.
AUTOMATIC = np.array(
    [
        *(21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3),
        *(15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2),
    ]
)
MANUAL = np.array([21.0, 21.0, 22.8, 32.4, 30.4, 33.9, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4])

# Lakens (2013) Front Psychol 4:863, table 1: ten people rate two films.
FILM_1 = np.array([9, 7, 8, 9, 8, 9, 9, 10, 9, 9], dtype=float)
FILM_2 = np.array([9, 6, 7, 8, 7, 9, 8, 8, 8, 7], dtype=float)

# Neil Thomason's unpublished study in Cumming (2012), Understanding the New Statistics, and in R's
# esci::data_thomason_1: critical thinking of twelve students before and after a course.
THOMASON_BEFORE = np.array([13, 12, 12, 9, 14, 17, 14, 9, 6, 7, 11, 15], dtype=float)
THOMASON_AFTER = np.array([14, 13, 16, 12, 15, 18, 13, 10, 10, 8, 14, 16], dtype=float)
