"""The product's settings, in a folder of their own: no test ever touches a person's records."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="stillhere-tests-")
for _name in [name for name in os.environ if name.startswith("STILLHERE_")]:
    if not _name.startswith("STILLHERE_TEST_"):
        del os.environ[_name]
os.environ.pop("PORT", None)
os.environ["STILLHERE_DATA"] = _folder.name

from stillhere.settings import *  # noqa: E402, F403  # only now that they look into our folder

# A password costs a real installation a tenth of a second on purpose. Tests have no secrets.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
