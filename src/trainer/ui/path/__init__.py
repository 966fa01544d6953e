"""The way to each certification: what counts, what is missing, and the next assessment, begun from there."""
