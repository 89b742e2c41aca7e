"""The parsed article: tokens, sentences, paragraphs and quotations."""
