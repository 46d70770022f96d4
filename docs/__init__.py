"""The documentation and, in its modules, what writes the generated pages (``make docs``)."""
