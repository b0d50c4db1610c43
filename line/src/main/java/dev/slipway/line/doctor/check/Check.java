package dev.slipway.line.doctor.check;

import java.io.IOException;
import java.util.List;

/**
 * Looks at one thing. A check is a record of facts, whose {@code findings} judge them and nothing else; its factory method collects them.
 */
@FunctionalInterface
public interface Check {
    /** Collects the facts and judges them. */
    List<Finding> run(DoctorContext context) throws IOException;
}
