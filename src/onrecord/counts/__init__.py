"""The table behind each chart: data frames in, a new one out, whose `ids` lead to its evidence."""
