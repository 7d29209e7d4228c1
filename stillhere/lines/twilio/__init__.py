"""Texts through Twilio, or through a company that speaks like it.

account    who we are to it and where it is asked, as kept and checked
asking     one question over the network, in time and without redirects
refusals   what its numbers of errors mean for somebody who waits for a text
line       the line itself: text, and find before anything is sent twice
signature  whether the company sent what was posted to us
hearing    what it tells: somebody texted, or what became of a text of ours
"""
