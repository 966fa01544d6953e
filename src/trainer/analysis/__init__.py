"""What is proved about a scenario before anyone plays it, and what real attempts say about it afterwards."""
