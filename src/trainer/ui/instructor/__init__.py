"""The instructor's entrance, and the desk behind it: certificates, trainees, the key, deeds, the records."""
