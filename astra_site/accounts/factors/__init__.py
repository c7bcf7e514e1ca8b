"""The second factor: an app's code, a passkey, a recovery code. Kept and computed by django-allauth.

`adapter` tells allauth of this site and `keys` whether its keys fit what is stored. `door` stands between
the password and the admin, with its `views` and `forms`; `codes` and `passkeys` are the factors, `managing`
sets them up and takes them away. `guessing` tells of wrong ones.
"""
