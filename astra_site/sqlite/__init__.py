"""Django's SQLite with patience for whoever waits to write: base.py is where Django looks for a backend."""
