"""One grammar of the time expressions of news English: where they stand, what they mean, their TIMEX3
value."""
