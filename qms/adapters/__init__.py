"""The outside world: each foreign library, and git, is reached through exactly one file of this package."""
