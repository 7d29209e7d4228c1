"""
The rules of care: what we decide, and why. No framework, no clock, no network, no chance.

    contact     someone reaches us; someone answers
    intake      what we ask, and that anything may be skipped
    plan        what they want us to do if they go quiet
    watch       we stay while a clock runs
    escalation  they went quiet; help comes the way they chose
    aftercare   how it ended, and looking after everyone
    support     someone to talk to, a way through a bad hour

Beside the stages: `code` a person without a name, `roster` who answers,
`access` who may see what, `policy` what an organisation may choose.
"""
