"""The WSGI entry point that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from config.startup import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()
refuse_unsafe_start()
