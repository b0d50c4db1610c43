package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Functions of the scripts' libraries, called in the checkout for a line that does not run. */
final class Shell {
    /** Maven runs a module's tests in its folder. */
    private static final Path CHECKOUT = Path.of("..");

    private Shell() {}

    /** What bash prints, errors among it. */
    static List<String> lines(Path state, Map<String, String> settings, String script)
            throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(CHECKOUT.toFile())
                .redirectErrorStream(true);
        bash.environment().keySet().removeIf(variable -> variable.startsWith("SLIPWAY_"));
        bash.environment().put("SLIPWAY_STATE", state.toString());
        bash.environment().putAll(settings);
        Process process = bash.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output.lines().toList();
    }
}
