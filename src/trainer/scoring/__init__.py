"""What a call is worth: events in, points, par, exact scores and a verdict with reasons out."""
