/** The verbs of services and their workers. */
@NullMarked
package dev.slipway.line.cli.service;

import org.jspecify.annotations.NullMarked;
