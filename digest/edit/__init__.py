"""Decide what matters: stories, topics, ranking, threads and the issue, as pure functions of stored entries."""
