/** Files that are replaced as a whole, and folders that are deleted as a whole. */
@org.jspecify.annotations.NullMarked
package dev.slipway.line.file;
