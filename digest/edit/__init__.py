"""What matters: stories, topics, rank, threads and the issue; pure functions from stored entries to opinions."""
