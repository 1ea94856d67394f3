"""The work behind the editors' commands. Joins configuration, store and rooms, as the pipeline does."""
