"""Many databases at once: tenants that are schemas or databases of their own, upgraded concurrently from one loop."""
