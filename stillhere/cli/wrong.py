"""What was asked cannot be done, in one sentence that says what to do instead."""


class Wrong(Exception):
    """Told to whoever typed it; the process ends with 2."""
