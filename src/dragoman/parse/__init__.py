"""Article → ParsedArticle."""
