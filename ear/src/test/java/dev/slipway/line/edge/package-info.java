/** The line's edge: what httpd lets in, what it adds, and the doors that are no page: Basic credentials and Maven. */
@NullMarked
package dev.slipway.line.edge;

import org.jspecify.annotations.NullMarked;
