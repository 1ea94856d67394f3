"""How it reads: pages, feeds and mail out of a settled desk."""
