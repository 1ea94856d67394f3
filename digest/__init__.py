"""A news desk in a repository: reads feeds and publishes a weekly bilingual newsletter as a static site."""

__version__ = "0.1.0"
