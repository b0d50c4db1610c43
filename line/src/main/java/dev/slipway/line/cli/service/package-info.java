/** The verbs of services. */
@NullMarked
package dev.slipway.line.cli.service;

import org.jspecify.annotations.NullMarked;
