/** The Keycloak clients of services, of their workers' consoles, and of pipelines. */
@NullMarked
package dev.slipway.line.realm.client;

import org.jspecify.annotations.NullMarked;
