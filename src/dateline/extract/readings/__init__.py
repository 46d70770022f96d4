"""How an ambiguous anchor is read: for each word, a function from the mention to a native type or ``None``."""
