"""The words that unique codes are said in: 1,024 a language, easy to say on a bad line."""
