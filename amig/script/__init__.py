"""The revision files on disk: headers, graph, targets, plans. Synchronous; sees no database."""
