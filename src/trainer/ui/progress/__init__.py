"""Progress: scores over time, skills, certifications with their evidence, and every call."""
