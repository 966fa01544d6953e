"""Puente: a simulator in which bilingual contact-center agents practice and certify."""

__version__ = "0.1.0"
