"""Turns a settled desk into the site: pages, feeds and mail."""
