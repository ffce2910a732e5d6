"""Example data: a whole data package of invented people and projects around question 479."""
