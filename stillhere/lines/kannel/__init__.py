"""Texts over SMPP: through Kannel, a gateway of the line's own that speaks to carriers.

account   where Kannel is asked, and what it has to show when it brings us something
asking    one text handed over
refusals  what its answers mean
line      the `Line`: what may have left is handed over again, and counted
hearing   somebody texted, or what became of a text
paste     what belongs into Kannel's own configuration
"""
