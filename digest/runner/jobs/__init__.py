"""One module a workflow, each with `run(job) -> Told`; all that one of them does, in reading order."""
