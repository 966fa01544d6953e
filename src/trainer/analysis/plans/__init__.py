"""Plans: plays that an author wrote down beside a scenario, with what each must come to.

A scenario that is changed may still be sound and yet no longer do what its author meant. A plan says what was
meant, and every check of the scenario plays it again.
"""
