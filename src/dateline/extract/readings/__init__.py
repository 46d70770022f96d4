"""How an ambiguous anchor is read: for each word, a function from mention to native type or ``None``."""
