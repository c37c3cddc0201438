"""Certificates for the S3 server's inner ports: an authority and one certificate, made at start.

They live as long as the server: its own parts are the only clients that anybody could need.
"""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from local_stack.secret_values import write_private

VALID_FOR = timedelta(days=3650)  # the server is started anew long before
BOTH_SIDES = (ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH)


def make_certificates(folder: Path, made: datetime | None = None) -> None:
    """Write ``ca.crt``, ``own.crt`` and ``own.key``, readable by their owner alone.

    The authority's own key is not kept: nobody can ever be let in beside the server itself.
    """
    made = made or datetime.now(UTC)
    signer, key = _new_key(), _new_key()
    authority = _certificate("Visit Exchange store", signer, signer, made, is_authority=True)
    own = _certificate("store", key, signer, made, is_authority=False)
    write_private(folder / "ca.crt", _pem(authority))
    write_private(folder / "own.crt", _pem(own))
    write_private(folder / "own.key", _key_pem(key))


def _new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    made: datetime,
    *,
    is_authority: bool,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named("Visit Exchange store"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(made - timedelta(hours=1))
        .not_valid_after(made + VALID_FOR)
        .add_extension(x509.BasicConstraints(is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        places = (x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
        builder = builder.add_extension(x509.SubjectAlternativeName(places), critical=False)
        builder = builder.add_extension(x509.ExtendedKeyUsage(BOTH_SIDES), critical=False)
    return builder.sign(signer, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _key_pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
