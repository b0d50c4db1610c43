/** The handbook's users: names and password hashes in PostgreSQL, for Elytron's jdbc-realm. */
@NullMarked
package dev.slipway.line.handbook;

import org.jspecify.annotations.NullMarked;
