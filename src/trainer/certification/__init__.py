"""Certifications, and a trainee's standing toward them as a pure function of recorded attempts and the time."""
