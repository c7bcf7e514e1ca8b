"""One module per environment, chosen by name: dev, test, production. None is a default."""
