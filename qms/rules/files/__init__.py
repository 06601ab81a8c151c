"""The names of files: whether every computer can hold them."""
