package dev.slipway.line.doctor.check;

import java.io.IOException;
import java.util.List;

/** A check: a record of facts, with a factory method that collects them. {@code findings} judges them without I/O. */
@FunctionalInterface
public interface Check {
    /** Collects the facts and judges them. */
    List<Finding> run(DoctorContext context) throws IOException;
}
