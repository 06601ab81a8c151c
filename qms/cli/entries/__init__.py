"""The steps of `qms entry`, one file each."""
