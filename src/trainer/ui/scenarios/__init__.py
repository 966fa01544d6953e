"""The library: every scenario as a card, found by search, filters and sorting."""
