/** Checks of the workers that run services. */
@NullMarked
package dev.slipway.line.doctor.service;

import org.jspecify.annotations.NullMarked;
