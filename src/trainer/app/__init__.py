"""Use cases of the product, and the ports that adapters fill."""
