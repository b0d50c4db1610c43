/** Decides how to sync workers that run different content, for each archive, from what runs and the deployments on record. */
@NullMarked
package dev.slipway.line.sync;

import org.jspecify.annotations.NullMarked;
