package dev.slipway.line.browser;

import dev.slipway.line.Line;
import dev.slipway.line.Reloads;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a class of pages in a second lane, beside the pages of the main lane and beside the API's classes, one after the other by the lock.
 * It looks at what is its own, and changes nothing that pages of the main lane show. Early, so that this lane is not the last to end.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({Reloads.class, Chromium.class})
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Line.RELOADS_BESIDE)
@Order(Order.DEFAULT - 1)
@interface OtherPages {}
