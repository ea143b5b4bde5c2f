#!/bin/sh
# Makes a disk image of dist/Pincite.app: make_dmg.sh DIST VERSION [IDENTITY]. UNTESTED: see docs/packaging.md.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
dist=$(CDPATH= cd -- "$1" && pwd)
version=$2
identity=${3:--}
app="$dist/Pincite.app"
if [ ! -d "$app" ]; then
    echo "$app is not there: run packaging/build.py on a Mac first." >&2
    exit 1
fi
# From the inside out, each library by itself, the program last. "-" signs for this machine alone.
find "$app/Contents" \( -name '*.dylib' -o -name '*.so' \) -type f -exec \
    codesign --force --timestamp --options runtime --sign "$identity" {} +
# Signing changed the libraries: what the self-check goes by is written anew.
(cd "$here/../.." && "${PYTHON:-.venv/bin/python}" -m resources.shipped "$(cd "$app/Contents/Frameworks" && pwd)")
codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$identity" "$app"
codesign --verify --deep --strict "$app"
rm -rf "$dist/image" "$dist/Pincite-$version.dmg"
mkdir "$dist/image"
cp -R "$app" "$dist/image/"
ln -s /Applications "$dist/image/Applications"
hdiutil create -volname "Pincite $version" -srcfolder "$dist/image" -format UDZO "$dist/Pincite-$version.dmg"
rm -rf "$dist/image"
