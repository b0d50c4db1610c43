package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules for Prometheus, the dashboard for Grafana and the handbook name, the ledger tells. */
@InTurn
class MonitoringIT {
    private static final Pattern METRIC = Pattern.compile("slipway_[a-z_]*[a-z]\\b");
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line/monitoring/rules.yml",
                "line/monitoring/rules-test.yml",
                "line/monitoring/dashboard.json",
                "web-static/src/docs/asciidoc/operate/monitoring.adoc"
            })
    void namesNothingThatIsNotThere(String file) throws IOException {
        Path path = Line.checkout().resolve(file);

        Set<String> named = all(METRIC, 0, Files.readString(path).replaceAll("slipway_[a-z_]*_…", ""));
        Set<String> told = all(TYPE, 1, Caller.pipeline().get("/metrics").body());

        assertThat(named).isNotEmpty();
        assertThat(told).containsAll(named);
    }

    private static Set<String> all(Pattern pattern, int group, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
