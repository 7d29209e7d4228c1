"""A human answer is proved."""

import pytest

from stillhere.care.proof import Proof, proof


@pytest.mark.parametrize(
    ("pressed", "proves"),
    [("1", Proof.PERSON), ("", Proof.PICKED_UP), ("0", Proof.PICKED_UP), ("11", Proof.PICKED_UP)],
)
def test_only_key_one_is_a_person(pressed: str, proves: Proof) -> None:
    """CO5: voicemail is not a person."""
    assert proof(pressed) is proves
