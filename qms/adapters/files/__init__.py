"""The files of a repository -> model values, with a problem and its place for everything that is wrong."""
