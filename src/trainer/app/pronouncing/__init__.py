"""From the words that people read to the words that a voice reads right: amounts, codes, times, brands."""
