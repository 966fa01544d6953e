"""The brief: what to know before answering, and the choice of language and use, while the telephone rings."""
