"""Certifications, and a trainee's standing in them as a pure function of recorded attempts and the time."""
