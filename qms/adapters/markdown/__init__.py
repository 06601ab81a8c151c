"""Markdown (markdown-it-py) as a tree that every output walks."""
