# SPDX-License-Identifier: Apache-2.0
"""The libraries that are linked into the executable, and their versions: on this machine, and in an executable.

The linker writes them, and the version of the sources, into the executable (the ELF note .note.package, which systemd
specifies), so that they can be read from a deployed function.
"""

import json
import os
import platform
import re
import shutil
import struct
import subprocess
import urllib.parse
import zipfile
from pathlib import Path

# Each library's development package, which holds the static archive.
PACKAGES = {
    "OpenSSL": "libssl-dev",
    "expat": "libexpat1-dev",
    "Jansson": "libjansson-dev",
    "zlib": "zlib1g-dev",
    "zstd": "libzstd-dev",
    "glibc": "libc6-dev",
}
# Scripts/build-libcurl builds it from the source package; this package has the same version in apt's lists.
LIBCURL = "libcurl4-openssl-dev"
VERSION = Path(__file__).with_name("version")
BUILT_LIBCURL = Path(".build/libcurl/current")
# Of the note: https://systemd.io/PACKAGE_METADATA_FOR_EXECUTABLE_FILES/
NOTE_TYPE, NOTE_OWNER = 0xCAFE1A7E, b"FDO\0"


def output(*command):
    """What a command prints, in English; nothing when it fails or does not exist."""
    try:
        return subprocess.run(
            command, env=dict(os.environ, LC_ALL="C"), text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ).stdout
    except FileNotFoundError:
        return ""


def packages():
    """The Debian package of each library that comes from one."""
    found = {
        "libstdc++": owner(output("gcc", "-print-file-name=libstdc++.a").strip()),
        "Swift": owner(shutil.which("swiftc") or ""),
    }
    return PACKAGES | {name: package for name, package in found.items() if package}


def owner(file):
    """The package that a file belongs to, or None: swift.org's toolchain is not a package."""
    owners = output("dpkg-query", "--search", os.path.realpath(file)) if file else ""
    return owners.split(":")[0] or None


def here():
    """What a build on this machine links: the system, and the version of each library."""
    system = platform.freedesktop_os_release()
    return {"os": system["ID"], "osVersion": system.get("VERSION_ID", "unknown"), "libraries": versions()}


def versions():
    wanted = packages()
    lines = output("dpkg-query", "--show", "--showformat=${Package} ${Version}\n", *wanted.values()).splitlines()
    installed = dict(line.split() for line in lines)
    found = {name: installed.get(package, "unknown") for name, package in wanted.items()}
    found["libcurl"] = libcurl()
    found.setdefault("Swift", swift())
    return found


def libcurl():
    return os.readlink(BUILT_LIBCURL).rpartition("-")[0] if BUILT_LIBCURL.is_symlink() else "not built"


def swift():
    version = re.search(r"Swift version (\S+)", output("swiftc", "--version"))
    return version[1] if version else "unknown"


def version():
    """The version of the sources."""
    return subprocess.run([VERSION], text=True, stdout=subprocess.PIPE, check=True).stdout.strip()


def metadata():
    """What `here` says, on one line."""
    return encoded(here())


def note():
    """The note's text, percent-encoded as lld wants it."""
    return encoded({"name": "key-reminder", "version": version(), **here()})


def encoded(facts):
    return urllib.parse.quote(json.dumps(facts, separators=(",", ":")))


def image(path):
    """The bytes of an executable, or of the one in a zip."""
    if zipfile.is_zipfile(path):
        return zipfile.ZipFile(path).read("bootstrap")
    return Path(path).read_bytes()


def noted(image):
    """The note of an executable: what `here` said where it was linked, and its version. None if it has none."""
    start = image.find(struct.pack("<I", NOTE_TYPE) + NOTE_OWNER)
    if start < 0:
        return None
    (size,) = struct.unpack_from("<I", image, start - 4)
    return json.loads(image[start + 8 : start + 8 + size].rstrip(b"\0"))


def sentence(note):
    found = ", ".join(f"{name} {version}" for name, version in note["libraries"].items())
    return f"{found} ({note['os']} {note['osVersion']})"
