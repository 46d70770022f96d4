"""Mentions of one thing within an article: names, acronyms, descriptions, pronouns."""
