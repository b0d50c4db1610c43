/** Keycloak's clients for what is not the line's own: services, their workers' consoles and pipelines. */
@NullMarked
package dev.slipway.line.realm.client;

import org.jspecify.annotations.NullMarked;
