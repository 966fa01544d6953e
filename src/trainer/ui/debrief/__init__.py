"""The debrief: what a finished call was worth, why, and what to try again."""
