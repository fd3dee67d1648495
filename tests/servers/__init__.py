"""Throwaway database servers: free ports, data in a temporary folder, gone at the end whatever happens."""
