"""Settings: voices, appearance, calls, data. Each change holds at once and can be undone."""
