# Sourced by the two entry scripts: checks for what BoundCheck needs and installs it with apt when root.

require_sdk() {
  if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is needed: see https://learn.microsoft.com/dotnet/core/install/linux-debian" >&2
    exit 2
  fi
}

# require_program DEBIAN_PACKAGE PROGRAM WHAT_FOR
require_program() {
  command -v "$2" >/dev/null || install_package "$1" "$3"
}

# require_file DEBIAN_PACKAGE FILE WHAT_FOR
require_file() {
  [ -e "$2" ] || install_package "$1" "$3"
}

# require_package DEBIAN_PACKAGE LIBRARY_FILE WHAT_FOR
require_package() {
  if ldconfig -p 2>/dev/null | grep -q "$2" || /sbin/ldconfig -p 2>/dev/null | grep -q "$2"; then
    return
  fi
  install_package "$1" "$3"
}

# install_package DEBIAN_PACKAGE WHAT_FOR
install_package() {
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $1 ($2)" >&2
    apt-get install -y -q "$1" >/dev/null 2>&1 || { apt-get update -q >/dev/null 2>&1; apt-get install -y -q "$1" >/dev/null; }
  else
    echo "$1 is missing ($2). Install it with: sudo apt-get install $1" >&2
    echo "Going on without it: what needs it will say so." >&2
  fi
}
