"""Serbian as plain Python: alphabets, folding for search, alphabetical order, how it is set and written.

Nothing here knows Django, so each function can be read, tested and reused alone.

`transliteration` makes Latin of Cyrillic, `cyrillic` the other way, with `digraphs` and `latin_words` for
what is not letter by letter, and `cyrillic_markup` for a whole page. `folding` is one form for all that a
visitor may type, `sorting` the order, `dates` reads dates. Rules about texts: `typography`, `wrong_words`,
`readability`, each with `findings`.
"""
