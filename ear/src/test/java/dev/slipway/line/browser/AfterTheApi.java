package dev.slipway.line.browser;

import dev.slipway.line.Line;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a class of pages beside those of the main lane, one after the other in the lane of the API's classes, once these are over. It looks at
 * what is its own, and changes nothing that the main lane's pages show. It comes last in its lane, for it would keep that while it waits for
 * what has httpd reloaded.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Line.API)
@ResourceLock(Line.RELOADS_BESIDE)
@Order(Order.DEFAULT + 2)
@interface AfterTheApi {}
