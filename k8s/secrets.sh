#!/usr/bin/env bash
# Writes the secrets that k8s/base expects, as YAML for kubectl apply -f -, from the keys that a fleet has made:
#   k8s/secrets.sh .fleet | kubectl apply --namespace callsheet -f -
# The database's administrator and the certificate of the public name come from elsewhere; the guide says how.
set -euo pipefail

FLEET="${1:?usage: k8s/secrets.sh FLEET_DIRECTORY}"
INTERNAL="$FLEET/keys/internal"
DATABASE="$FLEET/keys/database"
[[ -r "$INTERNAL/jwks.json" ]] || {
  echo "$FLEET holds no keys yet: ./fleet up makes them." >&2
  exit 1
}

make() {
  kubectl create "$@" --dry-run=client --output=yaml
  echo ---
}

make configmap callsheet-internal-jwks --from-file=jwks.json="$INTERNAL/jwks.json"
for key in "$INTERNAL"/*.jwk; do
  make secret generic "callsheet-internal-$(basename "$key" .jwk)" --from-file=key.jwk="$key"
done

roles=()
for file in "$DATABASE"/callsheet_*.password; do
  role="$(basename "$file" .password)"
  roles+=(--from-file="$role=$file")
  schema="${role#callsheet_}"
  worker="$DATABASE/callsheet_${schema}_worker.password"
  if [[ -f "$worker" ]]; then
    make secret generic "callsheet-db-$schema" --from-file=password="$file" --from-file=worker-password="$worker"
  fi
done
make secret generic callsheet-db-roles "${roles[@]}"
make secret generic callsheet-encryption --from-file=keys="$FLEET/keys/encryption.keys"
