"""What a parsed document says about actors: names, offices, ties, memberships, leadership and stances.

:mod:`.read` is the recipe, the other modules read one kind each. Events are read beside this, from the same
parse; nothing here changes what they find.
"""
