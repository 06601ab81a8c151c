"""What this computer remembers, outside of what is shared: answers, facts, keys, pins."""
