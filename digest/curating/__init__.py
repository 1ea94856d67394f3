"""The editor's commands; like the pipeline, this package joins configuration, store and rooms."""
