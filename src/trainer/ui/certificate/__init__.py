"""One issued certificate: its picture, what it means, and its files."""
