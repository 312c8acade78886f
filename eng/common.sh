# Sourced by the scripts beside it: the repository root, the tools they share and how they speak.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TOOLS="$ROOT/artifacts/tools"
PATH="$TOOLS/node_modules/node/bin:$PATH:/usr/sbin:/sbin"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PATH

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Several docker clients may be installed, and not each can use BuildKit: the first that can, else the first.
docker_client() {
  local client; hash -r
  for client in $(type -aP docker); do
    if "$client" buildx version >/dev/null 2>&1; then echo "$client"; return; fi
  done
  for client in $(type -aP docker); do
    # A client older than 23 has BuildKit built in; a newer one needs the plugin.
    local version; version=$("$client" version --format '{{.Client.Version}}' 2>/dev/null || true)
    if [ -n "$version" ] && [ "${version%%.*}" -lt 23 ]; then echo "$client"; return; fi
  done
  type -P docker || die "there is no docker client: run 'make setup'"
}

# build_image DOCKERFILE CONTEXT TAG [ARGUMENT...]
build_image() {
  local dockerfile=$1 context=$2 tag=$3; shift 3
  DOCKER_BUILDKIT=1 "$(docker_client)" build --quiet --platform linux/amd64 --file "$dockerfile" --tag "$tag" "$@" "$context" >/dev/null
}
