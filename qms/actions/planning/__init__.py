"""The year and the whole: calendar, duties, clauses of the standard, search."""
