"""Published data that several tests share."""

import numpy as np

# Darwin (1876) in Fisher (1935), The Design of Experiments, table 3: crossed less self-fertilised
# maize, eighths of an inch.
DARWIN = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48], dtype=float)

# Student (1908) in R's data set `sleep`: hours of sleep gained on either drug.
SLEEP_1 = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
SLEEP_2 = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
