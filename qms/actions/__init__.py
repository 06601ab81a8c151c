"""What a person does, one verb per file: plain arguments in, model values out, no printing."""
