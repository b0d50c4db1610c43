package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the line's own programs answer.
 *
 * @param ready by their names, in order
 */
public record ProgramsReady(Map<String, Boolean> ready) {
    public static ProgramsReady of(DoctorContext context) throws IOException {
        Map<String, Boolean> ready = new LinkedHashMap<>();
        for (String name : context.lines("line/bin/program", "list")) {
            ready.put(name, context.script("line/bin/program", "ready", name).isSuccess());
        }
        return new ProgramsReady(ready);
    }

    public List<Finding> findings() {
        return ready.entrySet().stream()
                .map(program -> program.getValue()
                        ? good(program.getKey() + " answers")
                        : wrong(program.getKey() + " does not answer: ./slipway logs " + program.getKey()))
                .toList();
    }
}
