"""Settings: what qms.yaml decides."""
