"""The command line: one file a command, each reads its arguments, calls one action and shows what it returns."""
