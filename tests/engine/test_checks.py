"""A folder where SQLite would lose what it promised to keep is known by its mount."""

from pathlib import Path

import pytest

from stillhere.checks.around import network_folder

MOUNTS = """\
/dev/vda1 / ext4 rw 0 0
server:/export /srv/share nfs4 rw 0 0
tmpfs /srv/share/fast tmpfs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/stillhere", ""),
        ("/srv/share/stillhere", "nfs4"),
        ("/srv/share/fast/stillhere", ""),
        ("/srv/shared", ""),
        ("/home/me/far", "fuse.sshfs"),
    ],
)
def test_a_network_folder_is_known_by_its_mount(folder: str, kind: str, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)

    assert network_folder(Path(folder), mounts) == kind
