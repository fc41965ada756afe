"""What a browser may load and do on our pages; plain data, so that settings can name it."""

SELF = "'self'"
NONE = "'none'"

# Everything outside /cms/: our own files only, nothing inline, nowhere to be framed.
SITE_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "frame-ancestors": [NONE],
}

# Wagtail's editing pages: their date pickers and layout are written inline, with no nonce to give,
# and the preview of a page stands in a frame of the page that edits it.
EDITING_POLICY: dict[str, list[str]] = SITE_POLICY | {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}

# A page as its editor sees it before it is published: as strict as the page itself, but framed.
PREVIEW_POLICY: dict[str, list[str]] = SITE_POLICY | {"frame-ancestors": [SELF]}

# A file that somebody uploaded: shown or saved, never run, never framed.
FILE_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
    "sandbox": [],
}

# A passkey may be made and used here; every other power of the browser is refused to all.
ALLOWED_FEATURES = ("publickey-credentials-create", "publickey-credentials-get")
REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "web-share",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS: dict[str, list[str]] = {
    **{feature: [] for feature in REFUSED_FEATURES},
    **{feature: ["self"] for feature in ALLOWED_FEATURES},
}
