"""What recorded assessments say about decisions, for instructors: behind the instructor's entrance."""
