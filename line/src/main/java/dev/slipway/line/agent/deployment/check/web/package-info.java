/** Where an archive's WARs are served, and whether their sessions are safe and stay. */
@NullMarked
package dev.slipway.line.agent.deployment.check.web;

import org.jspecify.annotations.NullMarked;
