package dev.slipway.line.bench.report;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine of a run; figures of different machines cannot be compared.
 *
 * @param model the processor's model name
 * @param processors the number of processors
 * @param gigabytes the size of the memory
 */
public record Machine(String model, int processors, long gigabytes) {
    private static final int KILOBYTES_IN_A_GIGABYTE = 1 << 20;

    /** The present machine. */
    public static Machine here() throws IOException {
        return of(
                Files.readString(Path.of("/proc/cpuinfo")),
                Files.readString(Path.of("/proc/meminfo")),
                Runtime.getRuntime().availableProcessors());
    }

    /** From the files that Linux has on it, see proc(5). */
    static Machine of(String cpuinfo, String meminfo, int processors) {
        String kilobytes = entry(meminfo, "MemTotal").replaceAll("\\D", "");
        return new Machine(
                entry(cpuinfo, "model name"),
                processors,
                kilobytes.isEmpty() ? 0 : Math.round(Double.parseDouble(kilobytes) / KILOBYTES_IN_A_GIGABYTE));
    }

    private static String entry(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    Json json() {
        return Json.object().with("model", model).with("processors", processors).with("gigabytes", gigabytes);
    }

    static Machine of(Json json) {
        return new Machine(
                json.find("model").orElse(""), (int) json.number("processors", 0), json.number("gigabytes", 0));
    }

    @Override
    public String toString() {
        return processors + " × " + (model.isEmpty() ? "an unnamed processor" : model) + ", " + gigabytes + " GB";
    }
}
