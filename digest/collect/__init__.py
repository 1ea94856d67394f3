"""Collect what outlets publish: feeds and pages go in, items and texts come out. Only this room uses the network."""
