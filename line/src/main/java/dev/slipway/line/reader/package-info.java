/** The handbook's readers: names and password hashes in PostgreSQL, for Elytron's jdbc-realm. */
@NullMarked
package dev.slipway.line.reader;

import org.jspecify.annotations.NullMarked;
