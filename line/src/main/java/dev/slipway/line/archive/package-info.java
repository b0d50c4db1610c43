/** What an archive declares about itself: descriptors, modules and context roots, read as WildFly reads them. */
@NullMarked
package dev.slipway.line.archive;

import org.jspecify.annotations.NullMarked;
