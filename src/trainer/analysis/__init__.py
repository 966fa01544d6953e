"""What can be proved about a scenario before anyone plays it."""
