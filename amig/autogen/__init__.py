"""What differs between models and a database, and the file that says so. Sees no database itself."""
