"""Document text to sentences and tokens. Pure: text in, records out."""
