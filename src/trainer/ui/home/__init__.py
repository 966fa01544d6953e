"""Home: the call to take next, where the trainee stands, how they do."""
