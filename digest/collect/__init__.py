"""What was published: feeds and pages in, items and texts out. The only room that meets the network."""
