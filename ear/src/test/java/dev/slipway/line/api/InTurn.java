package dev.slipway.line.api;

import dev.slipway.line.Beside;
import dev.slipway.line.Line;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs the API's classes beside those of pages and doors, and one after the other: half of their time they wait, and all of them at once
 * would keep a page waiting for longer than its test does.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Beside
@ResourceLock(Line.API)
@interface InTurn {}
