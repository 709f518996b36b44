# SPDX-License-Identifier: Apache-2.0
"""Certificate authorities, signer certificates and CRLs by the openssl command."""
import hashlib
import pathlib
import subprocess


def openssl(*arguments, data=None):
    run = subprocess.run(["openssl", *map(str, arguments)], input=data, capture_output=True)
    if run.returncode != 0:
        raise SystemExit("openssl " + " ".join(map(str, arguments)) + "\n" + run.stderr.decode())
    return run.stdout


CONFIG = """
[ca]
default_ca = this
[this]
dir = {folder}
database = {folder}/index.txt
new_certs_dir = {folder}
certificate = {folder}/ca.pem
private_key = {folder}/ca.key
serial = {folder}/serial
crlnumber = {folder}/crlnumber
default_md = {digest}
policy = anything
unique_subject = no
copy_extensions = none
[anything]
countryName = optional
organizationName = optional
serialNumber = optional
localityName = optional
commonName = optional
[crl_extensions]
authorityKeyIdentifier = keyid:always
"""

CA_EXTENSIONS = """
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = {ski}
authorityKeyIdentifier = keyid:always
{more}
"""

SIGNER_EXTENSIONS = """
{usage}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
{more}
"""

SIGNER_USAGE = "keyUsage = critical, digitalSignature"


def usage_period(begin, end):
    return (
        "2.5.29.16 = ASN1:SEQUENCE:period\n[period]\nbegin = IMPLICIT:0,GENERALIZEDTIME:"
        + begin
        + "\nend = IMPLICIT:1,GENERALIZEDTIME:"
        + end
        + "\n"
    )


def document_types(*types):
    lines = "".join(f"t{i} = PRINTABLESTRING:{t}\n" for i, t in enumerate(types))
    return (
        "2.23.136.1.1.6.2 = ASN1:SEQUENCE:dtl\n[dtl]\nversion = INTEGER:0\n"
        "list = SET:dtl_list\n[dtl_list]\n" + lines
    )


def key(path, algorithm, explicit=True):
    if algorithm.startswith("dh_"):
        openssl("genpkey", "-algorithm", "DHX", "-pkeyopt", "group:" + algorithm, "-out", path)
    elif algorithm.startswith("rsa"):
        openssl(
            "genpkey",
            "-algorithm",
            "RSA",
            "-pkeyopt",
            "rsa_keygen_bits:" + algorithm[3:],
            "-out",
            path,
        )
    else:
        encoding = "explicit" if explicit else "named_curve"
        openssl(
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:" + algorithm,
            "-pkeyopt",
            "ec_param_enc:" + encoding,
            "-out",
            path,
        )
    return path


def public_key(path):
    return openssl("pkey", "-in", path, "-pubout", "-outform", "DER")


def private_scalar(path):
    text = (
        openssl("pkey", "-in", path, "-text", "-noout")
        .decode()
        .replace("private-key:", "priv:")
        .replace("public-key:", "pub:")
    )
    block = text.split("priv:")[1].split("pub:")[0]
    return block.replace(":", "").replace(" ", "").replace("\n", "")


class Signer:
    """A key and its certificate."""

    def __init__(self, key_file, certificate):
        self.key = key_file
        self.certificate = certificate  # DER

    def sign(self, data, digest="sha256", pss=False, salt="32"):
        """The signature over data, made by openssl pkeyutl from its digest."""
        hashed = hashlib.new(digest, data).digest()
        options = ["-pkeyopt", "digest:" + digest]
        if pss:
            options += ["-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:" + salt]
        work = pathlib.Path(str(self.key) + ".digest")
        work.write_bytes(hashed)
        return openssl("pkeyutl", "-sign", "-inkey", self.key, "-in", work, *options)


class Authority:
    """A CSCA: `openssl ca` in a folder of its own."""

    def __init__(
        self,
        folder,
        subject,
        algorithm,
        begin,
        end,
        digest="sha384",
        explicit=True,
        ski="hash",
        more="",
    ):
        self.folder, self.subject, self.digest = pathlib.Path(folder), subject, digest
        self.folder.mkdir(parents=True)
        self.key = key(self.folder / "ca.key", algorithm, explicit)
        (self.folder / "ca.cnf").write_text(CONFIG.format(folder=self.folder, digest=digest))
        (self.folder / "index.txt").write_text("")
        (self.folder / "serial").write_text("1001\n")
        (self.folder / "crlnumber").write_text("07\n")
        self._request(self.key, subject)
        self._issue(
            CA_EXTENSIONS.format(ski=ski, more=more), begin, end, self.folder / "ca.pem", own=True
        )
        self.certificate = self._der(self.folder / "ca.pem")

    def _request(self, key_file, subject):
        openssl(
            "req",
            "-new",
            "-key",
            key_file,
            "-subj",
            subject,
            "-out",
            self.folder / "request.pem",
            "-utf8",
            "-config",
            "/dev/null",
        )

    def _issue(self, extensions, begin, end, out, own=False, digest=None, issuer=()):
        (self.folder / "extensions.cnf").write_text(extensions)
        openssl(
            "ca",
            "-batch",
            "-config",
            self.folder / "ca.cnf",
            "-in",
            self.folder / "request.pem",
            "-out",
            out,
            "-notext",
            "-startdate",
            begin,
            "-enddate",
            end,
            "-extfile",
            self.folder / "extensions.cnf",
            "-preserveDN",
            "-utf8",
            *(["-selfsign"] if own else []),
            *(["-md", digest] if digest else []),
            *issuer,
        )

    @staticmethod
    def _der(path):
        return openssl("x509", "-in", path, "-outform", "DER")

    def signer(
        self,
        name,
        subject,
        algorithm,
        begin,
        end,
        explicit=True,
        more="",
        digest=None,
        usage=SIGNER_USAGE,
    ):
        key_file = key(self.folder / (name + ".key"), algorithm, explicit)
        self._request(key_file, subject)
        out = self.folder / (name + ".pem")
        self._issue(
            SIGNER_EXTENSIONS.format(usage=usage, more=more), begin, end, out, digest=digest
        )
        return Signer(key_file, self._der(out))

    def issued_by_signer(self, issuer, issuer_name, subject, algorithm, begin, end, more=""):
        """A certificate that a document signer, no CA, has issued."""
        key_file = key(self.folder / "grandchild.key", algorithm)
        self._request(key_file, subject)
        out = self.folder / "grandchild.pem"
        self._issue(
            SIGNER_EXTENSIONS.format(usage=SIGNER_USAGE, more=more),
            begin,
            end,
            out,
            issuer=["-cert", self.folder / (issuer_name + ".pem"), "-keyfile", issuer.key],
        )
        return Signer(key_file, self._der(out))

    def link(self, successor, begin, end):
        """This authority's certificate for its successor's key: same name on both sides."""
        self._request(successor.key, successor.subject)
        out = self.folder / "link.pem"
        self._issue(CA_EXTENSIONS.format(ski="hash", more=""), begin, end, out)
        return self._der(out)

    def again(self, begin, end):
        """The same root under another serial number."""
        self._request(self.key, self.subject)
        self._issue(
            CA_EXTENSIONS.format(ski="hash", more=""),
            begin,
            end,
            self.folder / "again.pem",
            own=True,
        )
        return self._der(self.folder / "again.pem")

    def revoke_other(self, other, name):
        """Withdraws what another key under this name has issued."""
        openssl("ca", "-config", self.folder / "ca.cnf", "-revoke", other.folder / (name + ".pem"))

    def revoke(self, name):
        openssl("ca", "-config", self.folder / "ca.cnf", "-revoke", self.folder / (name + ".pem"))

    def crl(self, update, next_update):
        openssl(
            "ca",
            "-config",
            self.folder / "ca.cnf",
            "-gencrl",
            "-crl_lastupdate",
            update,
            "-crl_nextupdate",
            next_update,
            "-crlexts",
            "crl_extensions",
            "-out",
            self.folder / "crl.pem",
        )
        return openssl("crl", "-in", self.folder / "crl.pem", "-outform", "DER")


def key_identifier(certificate):
    text = openssl(
        "x509", "-inform", "DER", "-noout", "-ext", "subjectKeyIdentifier", data=certificate
    ).decode()
    return text.split("\n")[1].strip().replace(":", "")
