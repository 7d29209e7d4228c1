"""Calls through Asterisk 22: the only code that knows how it is asked and what it says.

asking     one question over HTTP, and what its answer means
ari        what we ask of it, in words of ours
saying     what it says, as events of ours
listening  its one stream of events: comes back by itself, and keeps each channel's order
memory     what only events tell, and a restart forgets
steering   looks at all there is, and does one act
seating    telephones in operators' browsers: who may register, and nobody else
exchange   the same for a process that does not know of either
account    where it is, who carries its calls, and its password: of a line's record
line       what such a line is for the rest of us
laying     the folder it runs in, from the templates in conf/
"""
