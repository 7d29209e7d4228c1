"""Real telephones to test with: Asterisk out of Debian's packages, in `var/` and nowhere else.

Nothing is installed on this machine. `python -m tools.phones` brings what `phones.lock` names,
`python -m tools.phones lock` chooses the versions again.
"""
