"""The search of visitors, in the database itself.

`documents` says what of a page or snippet can be found, `words` cuts a text into stems, `indexing` and
`receivers` keep the index (`models`) in step with what is published, each word with its weight (`weights`).
Numbers, hosts and addresses have keys of their own (`contacts`); `uploads` are documents that something
links to.

`question` takes a question apart, `lookup` finds its words in the index, `synonyms` those that count as
well, `understanding` puts that together and `ranking` orders what has it; `corrections` puts slips right,
`stop_words` say nothing. `query` is all of it in one call, `best_answers` what stands above, `excerpts`
shows where the words stand, `views` is the page.
"""
