#!/usr/bin/env bash
# Shows what adding a service touches: makes a project-service in a copy of this checkout, out of the equipment service,
# adds the lines that CONTRIBUTING.md names, compiles it, and fails when anything else has changed.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
MAVEN="${CALLSHEET_MAVEN:-mvn}"
COPY="$(mktemp -d)"
trap 'rm -rf "$COPY"' EXIT

FROM=equipment
FROM_PORT=8105
NAME=project
PORT=8107

git clone --quiet --no-hardlinks "$ROOT" "$COPY"
cd "$COPY"

capital() { echo "$(tr '[:lower:]' '[:upper:]' <<<"${1:0:1}")${1:1}"; }
upper() { tr '[:lower:]' '[:upper:]' <<<"$1"; }

# What the template says of itself, said of the new service.
rename() {
  sed -e "s/$FROM/$NAME/g" -e "s/$(capital $FROM)/$(capital $NAME)/g" -e "s/$(upper $FROM)/$(upper $NAME)/g" \
    -e "s/\b$FROM_PORT\b/$PORT/g" -e "s/\b$((FROM_PORT + 1000))\b/$((PORT + 1000))/g"
}

copy_renamed() {
  local file target
  git ls-files "$@" | while read -r file; do
    target="$(rename <<<"$file")"
    mkdir -p "$(dirname "$target")"
    rename <"$file" >"$target"
  done
}

# Below each line of the file that matches, the same for the new service.
add_lines() {
  local file="$1" pattern="$2" line
  while IFS= read -r line; do
    echo "$line"
    if grep -q -E "$pattern" <<<"$line"; then
      rename <<<"$line"
    fi
  done <"$file" >"$file.new"
  mv "$file.new" "$file"
}

contracts=shared-contracts/contracts/src
catalogue=deploy/fleet/src/main/resources/dev/callsheet/fleet/layout/services.conf
routes=gateway-service/src/main/resources/routes.txt

# 1. Its own folder.
copy_renamed "$FROM-service"
# 2. Its package in contracts, with its samples, and its line in Contracts.
copy_renamed "$contracts/main/java/dev/callsheet/contracts/$FROM" "$contracts/test/resources/golden/$FROM.*"
add_lines "$contracts/main/java/dev/callsheet/contracts/Contracts.java" "$(capital $FROM)Contract"
# 3. One line in the parent pom.xml; 4. its lines in the routing table; 5. its line in the launcher.
add_lines pom.xml "<module>$FROM-service<"
add_lines "$routes" "^$FROM "
add_lines "$catalogue" "^$FROM "
# 6. Its entry in k8s.
copy_renamed "k8s/base/$FROM.yaml"
add_lines k8s/base/kustomization.yaml "$FROM.yaml"
add_lines k8s/base/services.env "$(upper $FROM)"

"$MAVEN" --offline --quiet --no-transfer-progress --projects "$contracts/..,$NAME-service" spotless:apply
"$MAVEN" --offline --quiet --no-transfer-progress --also-make --projects "$NAME-service" -DskipTests compile

allowed="^($NAME-service/|$contracts/main/java/dev/callsheet/contracts/$NAME/|$contracts/test/resources/golden/$NAME\.\
|$contracts/main/java/dev/callsheet/contracts/Contracts.java|pom.xml|$routes|$catalogue|k8s/)"
others="$(git status --porcelain --untracked-files=all | cut -c4- | grep -v -E "$allowed" || true)"
if [[ -n "$others" ]]; then
  echo "Adding a service touches more than it should:" >&2
  echo "$others" >&2
  exit 1
fi
removed="$(git diff --numstat | awk '$2 > 0 { print $3 ": " $2 " lines changed or removed" }')"
if [[ -n "$removed" ]]; then
  echo "Adding a service changes lines of others:" >&2
  echo "$removed" >&2
  exit 1
fi
for file in pom.xml "$catalogue"; do
  if [[ "$(git diff --numstat -- "$file" | cut -f1)" != 1 ]]; then
    echo "Adding a service takes more or less than one line in $file:" >&2
    git diff -- "$file" >&2
    exit 1
  fi
done

echo "A $NAME-service compiles. Besides its own folder and its package in contracts it took:"
git diff --stat
git status --porcelain --untracked-files=all k8s | grep '^??' || true
