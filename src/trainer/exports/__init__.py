"""What leaves the program as files for other people and other programs."""
