/** Files that are replaced as a whole. */
@org.jspecify.annotations.NullMarked
package dev.slipway.line.file;
