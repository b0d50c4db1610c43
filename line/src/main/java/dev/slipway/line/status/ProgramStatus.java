package dev.slipway.line.status;

import dev.slipway.line.host.machine.SupervisedProgram;

/**
 * A program of the line.
 *
 * @param isReady whether it answers
 * @param megabytes its resident memory, with that of its children
 */
record ProgramStatus(String name, SupervisedProgram program, boolean isReady, long megabytes) {}
