"""One module per environment, chosen by name. None is a default.

- `base`: the site as visitors get it
- `production`: a public server; reads the environment, refuses what is unsafe
- `local`: the same on one's own machine (`make run`)
- `dev`: local for whoever changes the code (`make dev`)
- `test`: the test suite

They read the environment with `environment`, and share `database`, `uploads` and `logs`.
"""
