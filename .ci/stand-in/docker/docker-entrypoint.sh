#!/bin/sh
# As the official client's: a docker subcommand may be called bare, and without a socket the engine is the host `docker`, by TLS
# where its certificates are mounted.
set -e
certificates=${DOCKER_TLS_CERTDIR:-}/client
has_certificates() { [ -n "${DOCKER_TLS_CERTDIR:-}" ] && [ -s "$certificates/ca.pem" ] && [ -s "$certificates/cert.pem" ] && [ -s "$certificates/key.pem" ]; }

if [ "${1#-}" != "$1" ] || { [ $# -gt 0 ] && docker help "$1" >/dev/null 2>&1; }; then
  set -- docker "$@"
fi
if [ -z "${DOCKER_HOST:-}" ] && [ ! -S /var/run/docker.sock ]; then
  if has_certificates || [ -n "${DOCKER_TLS_VERIFY:-}" ]; then export DOCKER_HOST=tcp://docker:2376; else export DOCKER_HOST=tcp://docker:2375; fi
fi
case ${DOCKER_HOST:-} in
  tcp:*)
    if [ -z "${DOCKER_TLS_VERIFY:-}${DOCKER_CERT_PATH:-}" ] && has_certificates; then
      export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH="$certificates"
    fi
    ;;
esac
exec "$@"
