"""The jobs that GitHub Actions runs, one for each workflow; each may be killed or run twice without harm.

    collect   data branch -> pipeline.collect -> data branch
    draft     data branch, draft/WEEK -> pipeline.draft -> draft/WEEK, a pull request
    publish   data branch, main, draft/WEEK -> gate -> frozen issue -> main
    check     a pull request's files and changed sources -> annotations
    health    data branch -> one issue on GitHub

This package joins config, store and pipeline with two edges: `git` (processes) and `github` (GitHub's API).
"""
