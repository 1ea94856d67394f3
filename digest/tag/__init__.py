"""What an article is about: language, entities, terms, figures and a summary, made of its text alone."""
