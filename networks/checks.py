"""House rules as Django system checks."""
