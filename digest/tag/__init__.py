"""Say what an article is about: its language, entities, terms, figures and summary, from its text alone."""
