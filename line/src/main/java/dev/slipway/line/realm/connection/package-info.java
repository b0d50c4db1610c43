/** The connection to Keycloak's admin API, and the errors of that. */
@NullMarked
package dev.slipway.line.realm.connection;

import org.jspecify.annotations.NullMarked;
