/** The pipeline's template, run for real by gitlab-ci-local: what each job does, and what each failure leaves behind. */
@NullMarked
package dev.slipway.line.pipeline;

import org.jspecify.annotations.NullMarked;
