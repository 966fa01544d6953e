"""The components that screens are built of; each takes the theme first. See `trainer.ui`."""
