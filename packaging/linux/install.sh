#!/bin/sh
# Installs Pincite for this user, or under a prefix: ./install.sh [PREFIX]. Needs no administrator.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
prefix=${1:-$HOME/.local}
if [ ! -x "$here/pincite/pincite" ]; then
    echo "pincite is not beside this script: unpack the whole archive." >&2
    exit 1
fi
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
rm -rf "$prefix/lib/pincite.new"
cp -R "$here/pincite" "$prefix/lib/pincite.new"
rm -rf "$prefix/lib/pincite"
mv "$prefix/lib/pincite.new" "$prefix/lib/pincite"
ln -sf ../lib/pincite/pincite "$prefix/bin/pincite"
cp -R "$here/share/." "$prefix/share/"
cp "$here/uninstall.sh" "$prefix/lib/pincite/uninstall.sh"
# Only where the entry's rules ask for them: xdg-open 1.1.3 takes quotation marks for a part of the name.
case $prefix in
    *[!A-Za-z0-9/._-]*) mark='"' ;;
    *) mark='' ;;
esac
for entry in pincite pincite-folder; do
    file="$prefix/share/applications/$entry.desktop"
    sed -e "s|^Exec=pincite|Exec=$mark$prefix/bin/pincite$mark|" -e "s|^TryExec=.*|TryExec=$prefix/bin/pincite|" \
        "$file" > "$file.new"
    mv "$file.new" "$file"
done
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$prefix/share/applications" || true
command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$prefix/share/mime" || true
echo "Pincite is installed. To start it: $prefix/bin/pincite"
echo "To remove it: $prefix/lib/pincite/uninstall.sh"
