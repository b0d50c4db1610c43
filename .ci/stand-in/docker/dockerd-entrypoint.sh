#!/bin/sh
# As the official engine's: with DOCKER_TLS_CERTDIR it makes a CA, and certificates for itself and for clients, and listens on
# 2376; without, on 2375 for anybody.
set -eu

certificate() { # NAME EXTENSION
  mkdir -p "$DOCKER_TLS_CERTDIR/$1"
  cd "$DOCKER_TLS_CERTDIR/$1"
  openssl req -newkey rsa:4096 -nodes -keyout key.pem -out csr.pem -subj "/CN=docker:dind $1" 2>/dev/null
  echo "$2" >extension.cnf
  openssl x509 -req -in csr.pem -CA ../ca/cert.pem -CAkey ../ca/key.pem -CAcreateserial -out cert.pem -days 825 -extfile extension.cnf
  cp ../ca/cert.pem ca.pem
  cd /
}

certificates() {
  mkdir -p "$DOCKER_TLS_CERTDIR/ca"
  if [ ! -s "$DOCKER_TLS_CERTDIR/ca/key.pem" ]; then
    openssl req -x509 -newkey rsa:4096 -nodes -keyout "$DOCKER_TLS_CERTDIR/ca/key.pem" -out "$DOCKER_TLS_CERTDIR/ca/cert.pem" \
      -subj '/CN=docker:dind CA' -days 825 2>/dev/null
  fi
  names=DNS:docker,DNS:localhost,DNS:$(hostname)$(ip -oneline address | awk '{ sub(/\/.*/, "", $4); printf ",IP:%s", $4 }')
  certificate server "subjectAltName = $names${DOCKER_TLS_SAN:+,$DOCKER_TLS_SAN}"
  certificate client 'extendedKeyUsage = clientAuth'
  # For clients of any user, who get this folder alone.
  chmod 644 "$DOCKER_TLS_CERTDIR/client/key.pem"
}

if [ $# -gt 0 ] && [ "${1#-}" = "$1" ] && [ "$1" != dockerd ]; then exec docker-entrypoint.sh "$@"; fi
if [ "${1:-}" != dockerd ]; then
  if [ -n "${DOCKER_TLS_CERTDIR:-}" ]; then
    certificates
    server=$DOCKER_TLS_CERTDIR/server
    set -- --host=tcp://0.0.0.0:2376 --tlsverify --tlscacert="$server/ca.pem" --tlscert="$server/cert.pem" --tlskey="$server/key.pem" "$@"
  else
    set -- --host=tcp://0.0.0.0:2375 "$@"
  fi
  set -- dockerd --host=unix:///var/run/docker.sock "$@"
fi
rm -f /var/run/docker.pid /run/docker/containerd/containerd.pid
exec "$@"
