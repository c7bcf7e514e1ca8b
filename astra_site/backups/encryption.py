"""Parts that only the owner of a private key can read, in the format of age (age-encryption.org).

Whoever takes the server, or the disk with the backups, gets nothing: the private key is elsewhere.
"""

from pathlib import Path

import pyrage

from astra_site.backups.manifest import BackupError

SUFFIX = ".age"


def encrypt(path: Path, public_key: str) -> Path:
    """Replace a file by its encrypted twin, and return that.

    Raises:
        BackupError: the key is none, or the disk is full.
    """
    try:
        recipient = pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError as error:
        raise BackupError("ASTRA_BACKUP_KEY is no public key of age (age1…)") from error
    encrypted = path.with_name(path.name + SUFFIX)
    try:
        pyrage.encrypt_file(str(path), str(encrypted), [recipient])
    except pyrage.EncryptError as error:  # what it says of a full disk too
        raise BackupError(f"{path.name} cannot be encrypted: {error}") from error
    path.unlink()
    return encrypted


def decrypt(path: Path, target: Path, key_file: Path) -> None:
    """Write the decrypted twin of a file.

    Raises:
        BackupError: there is no key in `key_file`, or it is not the one of this backup.
    """
    try:
        pyrage.decrypt_file(str(path), str(target), [_private_key(key_file)])
    except pyrage.DecryptError as error:
        message = f"{path.name} cannot be decrypted with the key in {key_file}: {error}"
        raise BackupError(message) from error


def _private_key(key_file: Path) -> pyrage.x25519.Identity:
    try:
        lines = key_file.read_text(encoding="utf-8").splitlines()
        keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return pyrage.x25519.Identity.from_str(keys[0])
    except (OSError, UnicodeDecodeError, IndexError, pyrage.IdentityError) as error:
        raise BackupError(f"{key_file} holds no private key of age (AGE-SECRET-KEY-…)") from error
