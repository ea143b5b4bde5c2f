#!/bin/sh
# Removes Pincite from under the prefix that install.sh was given. Cases stay where they are.
# With --with-settings also what this user's account keeps: settings and search indexes.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
prefix=$(CDPATH= cd -- "$here/../.." && pwd)
if [ "$(basename -- "$here")" != pincite ] || [ ! -x "$here/pincite" ]; then
    echo "This script removes Pincite from where install.sh put it; run that one." >&2
    exit 1
fi
rm -f "$prefix/bin/pincite"
rm -f "$prefix/share/applications/pincite.desktop" "$prefix/share/applications/pincite-folder.desktop"
rm -f "$prefix/share/mime/packages/pincite.xml" "$prefix/share/metainfo/pincite.metainfo.xml"
rm -f "$prefix/share/man/man1/pincite.1.gz"
find "$prefix/share/icons/hicolor" \( -name pincite.png -o -name pincite.svg -o -name pincite-case.png \
    -o -name pincite-case.svg \) -type f -delete 2>/dev/null || true
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$prefix/share/applications" || true
command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$prefix/share/mime" 2>/dev/null || true
if [ "${1:-}" = --with-settings ]; then
    rm -rf "${XDG_CONFIG_HOME:-$HOME/.config}/Pincite" "${XDG_DATA_HOME:-$HOME/.local/share}/Pincite"
fi
rm -rf "$here"
echo "Pincite is removed; your cases are where they were."
