"""The jobs, one module for each workflow, each with a function `run(job) -> Told`."""
