/** The handbook's readers: names and password hashes in PostgreSQL, where Elytron's jdbc-realm looks. */
@NullMarked
package dev.slipway.line.reader;

import org.jspecify.annotations.NullMarked;
