"""How the site is served: from `manage.py prepare` to the headers of an answer.

`preparation` brings database and files up to date, `static_files` and `stylesheet` make what is served
beside the pages, `gunicorn` and `ports` run the server, `compression` packs its answers, `health` and
`probe` say whether it is well, `json_logging` writes what went wrong, `repeated_logs` not again and
again.
"""
