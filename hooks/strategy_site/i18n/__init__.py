"""Languages: interface texts, numbers and dates, and the state of every translation."""
