/** The ledger's API, as its clients see it: over HTTPS, through httpd, with tokens from Keycloak and rows in PostgreSQL. */
@NullMarked
package dev.slipway.line.api;

import org.jspecify.annotations.NullMarked;
