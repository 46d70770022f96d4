"""Names, places and times to registry ids, gazetteer entries and dated intervals. Pure."""
