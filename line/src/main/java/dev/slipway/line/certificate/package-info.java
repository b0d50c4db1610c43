/** The certificates of the public names: the watcher's findings, and what httpd serves right now. */
@NullMarked
package dev.slipway.line.certificate;

import org.jspecify.annotations.NullMarked;
