"""How the site is served: from `manage.py prepare` to the headers of an answer.

`preparation` brings database and files up to date, `static_files` and `stylesheet` make what is served
beside the pages, `web_server` what a web server in front needs. `gunicorn` and `ports` run the server,
`worker_beside` the worker on one's own machine, `bulkhead` lets in only as many requests as there is room
for.

Answers are made once: `answer_cache` sends what `answer_stores` keeps, `answer_keys` says which request may
have which, `cached_answer` is one as bytes, `warming` makes them beforehand, `page_files` lays them out for
the web server. `compression` packs all others.

`health` and `probe` say whether it is well, `json_logging` writes what went wrong, `repeated_logs` not
again and again.
"""
