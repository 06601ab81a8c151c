"""Who may sign, and what the trail proves."""
