"""Who is practicing: choose a profile, make one, change one."""
