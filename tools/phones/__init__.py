"""Real telephones to test with: Asterisk and Kannel out of Debian's packages, in `var/` alone.

Nothing is installed on this machine. `python -m tools.phones` brings what `phones.lock` names,
`python -m tools.phones lock` chooses the versions again.
"""
