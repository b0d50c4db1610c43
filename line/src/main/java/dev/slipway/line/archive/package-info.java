/** What an archive declares about itself: descriptors, context roots and classes, read as WildFly reads them. */
@NullMarked
package dev.slipway.line.archive;

import org.jspecify.annotations.NullMarked;
