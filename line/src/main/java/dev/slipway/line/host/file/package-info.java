/** The files of a server group, each written for the user that reads it. */
@NullMarked
package dev.slipway.line.host.file;

import org.jspecify.annotations.NullMarked;
