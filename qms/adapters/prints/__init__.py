"""What is printed, and what a print says of itself: PDF, Word, HTML, Markdown, pictures."""
