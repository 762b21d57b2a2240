"""From a page's bytes to the parts of an article: finding, metadata, normalisation, typography."""
