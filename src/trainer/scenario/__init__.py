"""The scenario format: what an author writes, read once into frozen values that everything else trusts."""
