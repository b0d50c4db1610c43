/** The line's PostgreSQL, as its superuser: databases and the logins to them. */
@NullMarked
package dev.slipway.line.database;

import org.jspecify.annotations.NullMarked;
