"""History: revisions as git has them."""
