"""The second factor: an app's code, a passkey, a recovery code. Kept and computed by django-allauth."""
