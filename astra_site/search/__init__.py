"""The search of visitors, in the database itself.

`documents` says what of a page or snippet can be found, `words` cuts a text into stems, `indexing` and
`receivers` keep the index (`models`) in step with what is published, `query` answers from it, `excerpts`
shows where the words stand, `views` is the page.
"""
