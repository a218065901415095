"""Write a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """Open a binary file that takes the place of ``path`` when the block ends, and vanishes when it fails.

    The new file lies beside the old one while it is written, because only within a file system can a file be put in
    another's place in one step. A device or a pipe cannot be replaced and is written directly. Raises OSError.
    """
    # The file behind a link is replaced, and the link stays.
    final = path.resolve()
    if final.exists() and not final.is_file():
        with final.open("wb") as target:
            yield target
        return
    temporary = final.with_name(f".{final.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        with _create(temporary, path) as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        if final.exists():
            shutil.copymode(final, temporary)
        temporary.replace(final)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _create(temporary: Path, path: Path) -> IO[bytes]:
    """Open the temporary file; an error names the file that was asked for, which alone means something to a user."""
    try:
        return temporary.open("xb")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
