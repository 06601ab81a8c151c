"""Text: headings, pictures and letters of the body."""
