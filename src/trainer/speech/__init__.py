"""The customer's voice: an engine in a child process, a cache of what it said, the port's adapter."""
