"""The `puente` command: what instructors and training centers automate."""
