"""The files on disk: headers, graph, targets, plan. Pure and synchronous; a file is imported only to be run."""
