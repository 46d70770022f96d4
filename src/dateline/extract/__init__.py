"""Document to drafts of accounts: one module per coded field. Pure; names and codebook are passed in."""
