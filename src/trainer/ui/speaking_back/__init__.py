"""Speaking back: the trainee says a reply aloud and hears it beside the model voice. Practice only."""
