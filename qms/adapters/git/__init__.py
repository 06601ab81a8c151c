"""git, through one hardened door: what it holds, what is written into it, what is shared."""
