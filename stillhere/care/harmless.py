"""
Words that tell whoever holds the phone what a text is about: none of them is in what we send (IN2).
"""

import re
from collections.abc import Iterable
from typing import Final

from stillhere.care.messages import normalised

REVEALING: Final = frozenset(
    """drug drugs drogue drogues dope overdose overdoses surdose surdoses naloxone narcan opioid
    opioids opioide opioides opiate opiates opiace opiaces fentanyl heroin heroine cocaine crack
    meth benzo benzos xylazine needle needles aiguille aiguilles syringe syringes seringue
    seringues inject injecting injection injections injecter snort smoke smoking inhalation use
    using user users consumption consommation consommer addiction addictions dependance detox
    treatment traitement rehab methadone supervised supervisee recovery suicide crisis crise
    crises""".split()  # noqa: SIM905  # a list of words reads best as words
)
"""Whole words that tell whoever reads the text what it is about.

An organisation adds its own only for the texts that tell of a place in its directory.
"""


def telling(words: str, *, own: Iterable[str] = ()) -> tuple[str, ...]:
    """Those of `words` that tell, as they were written; none in a harmless text.

    `own`: what an organisation adds to the revealing words.
    """
    reveals = REVEALING | {normalised(word) for word in own}
    return tuple(word for word in re.findall(r"\w+", words) if normalised(word) in reveals)
