"""Which content security policy and which permissions an answer gets."""

from typing import Any

from django.conf import settings
from django.utils.csp import CSP

# Visitors' pages, by the settings.
PUBLIC_CSP = settings.SECURE_CSP

# The rich text editor writes style elements; no script may stand in a page of the admin either.
STAFF_CSP = {
    **PUBLIC_CSP,
    "img-src": [CSP.SELF, "data:", "blob:"],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}

# A page as visitors get it, in the admin's preview frame, with Wagtail's checks of its content.
PREVIEW_CSP = {**PUBLIC_CSP, "style-src": [CSP.SELF, CSP.UNSAFE_INLINE], "frame-ancestors": [CSP.SELF]}

# Uploaded files: should one be HTML or SVG after all, it can do nothing.
UPLOAD_CSP: dict[str, Any] = {"default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE], "sandbox": True}
# In a sandbox Chromium shows none.
PDF_CSP = {name: value for name, value in UPLOAD_CSP.items() if name != "sandbox"}

DENIED_FEATURES = (
    "accelerometer autoplay browsing-topics camera clipboard-read clipboard-write compute-pressure "
    "display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid "
    "identity-credentials-get idle-detection keyboard-map local-fonts magnetometer microphone midi "
    "otp-credentials payment picture-in-picture publickey-credentials-create publickey-credentials-get "
    "screen-wake-lock serial storage-access usb window-management xr-spatial-tracking"
).split()
# Passkeys and the copy buttons of the admin.
STAFF_FEATURES = {"clipboard-write", "publickey-credentials-create", "publickey-credentials-get"}


def permissions_policy(allowed: set[str] | frozenset[str] = frozenset()) -> str:
    """Return a Permissions-Policy that denies all but `allowed`, and that only to this site."""
    return ", ".join(f"{name}={'(self)' if name in allowed else '()'}" for name in DENIED_FEATURES)
