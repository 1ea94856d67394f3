"""A news desk in a repository: feeds in, a weekly bilingual newsletter site out."""

__version__ = "0.1.0"
