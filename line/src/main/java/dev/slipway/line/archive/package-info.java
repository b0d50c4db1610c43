/** What archives say of themselves, read as WildFly reads it. */
@NullMarked
package dev.slipway.line.archive;

import org.jspecify.annotations.NullMarked;
