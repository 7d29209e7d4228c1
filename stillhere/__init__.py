"""
stillhere: the software behind a virtual overdose-prevention line.

    care      the rules, and nothing else
    records   what we remember
    actions   what we do
    lines     how we reach people
    web       what every page shares
    public    what callers see
    console   what operators see
    partners  what other lines and apps see
    reports   counts that never identify
    outreach  cards and bulletins
    engine    what happens when nobody acts
"""

__version__ = "0.1.0"
