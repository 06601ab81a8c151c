"""Reports over the registers."""
