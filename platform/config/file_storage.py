"""Where uploaded files go in production: a folder, or object storage that many machines share."""

from typing import Any

from config import env

FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


# Django's own type for a storage entry is a dictionary of anything.
def read_file_storage() -> dict[str, Any]:
    """Return Django's entry: object storage when OBJECT_STORAGE_BUCKET is set, else the folder.

    Access keys come from the machine's role or the provider's usual variables, never from here.
    """
    bucket = env.read_text("OBJECT_STORAGE_BUCKET", "")
    if not bucket:
        return FOLDER
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.read_text("OBJECT_STORAGE_URL", "") or None,
            "region_name": env.read_text("OBJECT_STORAGE_REGION", "") or None,
            # Everyone's links are signed and short-lived, and a new file never replaces another.
            "default_acl": None,
            "querystring_auth": True,
            "querystring_expire": 300,
            "file_overwrite": False,
        },
    }
